import type { CompletedVcpu } from '../../../model/completed.ts';
import type { VcpuRow } from '../layout.ts';
import type { GuestPool, HostPool } from '../pool.ts';
import type { SlotPlan } from '../slot-plan.ts';
import { Contender } from './contender.ts';
import type { CoreState } from './core-state.ts';
import type { TaskState } from './task-state.ts';

/**
 * A VCPU's present state. Times are in ns. They begin as NaN so that V8 keeps them as doubles from
 * the first. V8 would keep a field that begins as a small integer as one until a time exceeds 31
 * bits, and then discard the code it has compiled for the run.
 */
export class VcpuState extends Contender {
  readonly domain: number;
  machine: number;
  /**
   * The pool of cores it belongs to, now and from the next replenishment on; `null` if it has no
   * core.
   */
  hostPool: HostPool | null;
  nextPool: HostPool | null;
  /** The pool of VCPUs that serves its guest's tasks, and its place there. */
  readonly guestPool: GuestPool;
  readonly guestPlace: number;
  /** Whether its domain runs. */
  active = false;
  /**
   * The interface: period, net budget, relative deadline, and their values from the next
   * replenishment on.
   */
  period = NaN;
  theta = NaN;
  delta = NaN;
  nextPeriod = NaN;
  nextTheta = NaN;
  nextDelta = NaN;
  readonly priority: number;
  readonly extratime: boolean;
  /** The remaining budget, and (RTDS) the number of refills since the replenishment. */
  budget = NaN;
  level = 0;
  /** Whether its guest has work for it. */
  work = false;
  /** The instant at which it got work last, in ns. */
  workSince = NaN;
  /** The instant of its last replenishment, and whether it owed budget right before it. */
  renewedAt = NaN;
  owed = false;
  /** Whether it has no tasks and thus always has work. */
  hog = false;
  /** Whether it takes its core's time even without a task to run. */
  spins = false;
  /** The core it is on or being switched to, and the last one before; `null` if there is none. */
  core: CoreState | null = null;
  lastCore: CoreState | null = null;
  supplied = false;
  /** The task loaded in its guest, and the remaining time of the switch to it. */
  loaded: TaskState | null = null;
  switchLeft = NaN;
  readonly taskSwitch: number = NaN;
  readonly replenishSlot: number;
  readonly deadlineSlot: number;

  supply = NaN;
  unused = NaN;
  lost = NaN;
  replenishments = 0;
  exhaustions = 0;
  /** The start of its present time without supply; NaN if its domain does not run. */
  gapSince = NaN;
  longestGap = NaN;
  switches = 0;
  migrations = 0;
  /** The budgets that came late in a run that a verdict tells. */
  lateBudgets = 0;

  constructor(
    index: number,
    row: VcpuRow,
    taskSwitch: number,
    hostPool: HostPool | null,
    guestPool: GuestPool,
    plan: SlotPlan,
  ) {
    super(index);
    this.domain = row.domain;
    this.machine = row.machine;
    this.hostPool = hostPool;
    this.nextPool = hostPool;
    this.guestPool = guestPool;
    this.guestPlace = guestPool.join(this);
    this.priority = row.vcpu.priority ?? 0;
    this.extratime = row.vcpu.extratime;
    this.taskSwitch = taskSwitch;
    this.replenishSlot = plan.replenishment[index] as number;
    this.deadlineSlot = plan.deadline[index] as number;
    this.foresee(row.vcpu);
    this.adapt();
    for (const sum of ['budget', 'switchLeft', 'supply', 'unused', 'lost', 'longestGap'] as const)
      this[sum] = 0;
  }

  /** Sets its interface from the next replenishment on. */
  foresee({ period, budget, deadline }: CompletedVcpu): void {
    this.nextPeriod = period ?? Infinity;
    this.nextTheta = budget ?? 0;
    this.nextDelta = deadline ?? period ?? Infinity;
  }

  /** Puts the foreseen interface into force. */
  adapt(): void {
    this.period = this.nextPeriod;
    this.theta = this.nextTheta;
    this.delta = this.nextDelta;
  }
}
