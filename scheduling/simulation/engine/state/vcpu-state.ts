import type { CompletedVcpu } from '../../../model/completed.ts';
import type { VcpuRow } from '../layout.ts';
import type { GuestPool, HostPool } from '../pool.ts';
import type { SlotPlan } from '../slot-plan.ts';
import { Contender } from './contender.ts';
import type { CoreState } from './core-state.ts';
import type { TaskState } from './task-state.ts';

/**
 * A VCPU as it is now. Times are in ns. They begin as NaN so that V8 keeps them as doubles from the
 * first: what begins as a small integer it would keep as one until a time outgrows 31 bits, and
 * then throw away the code it has compiled for the run.
 */
export class VcpuState extends Contender {
  readonly domain: number;
  machine: number;
  /**
   * The pool of cores it belongs to, now and from the next replenishment on; `null`: it has no
   * core.
   */
  hostPool: HostPool | null;
  nextPool: HostPool | null;
  /** The pool of VCPUs, with its place there, that its guest's tasks are in. */
  readonly guestPool: GuestPool;
  readonly guestPlace: number;
  /** Whether its domain runs. */
  active = false;
  /**
   * The interface: period, net budget, relative deadline, and what they become at the next
   * replenishment.
   */
  period = NaN;
  theta = NaN;
  delta = NaN;
  nextPeriod = NaN;
  nextTheta = NaN;
  nextDelta = NaN;
  readonly priority: number;
  readonly extratime: boolean;
  /** What is left to take, and (RTDS) how often it was refilled since the replenishment. */
  budget = NaN;
  level = 0;
  /** Its guest has something to run on it. */
  work = false;
  /** It has no tasks: it always has work. */
  hog = false;
  /** Without a task to run it takes its core's time all the same. */
  spins = false;
  /** The core it is on or being switched to, and the last one before; `null`: none. */
  core: CoreState | null = null;
  lastCore: CoreState | null = null;
  supplied = false;
  /** The task loaded in its guest, and what is left of switching to it. */
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
  /** Since when it has had no supply; NaN: its domain does not run. */
  gapSince = NaN;
  longestGap = NaN;
  switches = 0;
  migrations = 0;

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

  /** Its interface from the next replenishment on. */
  foresee({ period, budget, deadline }: CompletedVcpu): void {
    this.nextPeriod = period ?? Infinity;
    this.nextTheta = budget ?? 0;
    this.nextDelta = deadline ?? period ?? Infinity;
  }

  /** The interface that was foreseen is there. */
  adapt(): void {
    this.period = this.nextPeriod;
    this.theta = this.nextTheta;
    this.delta = this.nextDelta;
  }
}
