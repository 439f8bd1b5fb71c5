import type { CompletedDomain, CompletedMachine } from '../../model/completed.ts';
import { traitsOf } from '../../model/policies.ts';
import { switchCost } from '../../model/switch-cost.ts';
import { guestTable } from '../guest/guest-table.ts';
import type { HostRules } from '../host/host-rules.ts';
import { hostRules } from '../host/host-table.ts';
import { refresh, retarget } from './dispatch.ts';
import { arrive, coreDue, release } from './jobs.ts';
import type { DomainRow, Layout, MachineRow } from './layout.ts';
import { type GuestPool, type HostPool, Pool } from './pool.ts';
import { EventRecorder, type LateEvent } from './recording/event-recorder.ts';
import { InterfaceRecorder } from './recording/interface-recorder.ts';
import { SegmentRecorder } from './recording/segment-recorder.ts';
import {
  ARRIVAL,
  DEADLINE,
  type Due,
  RELEASE,
  REPLENISHMENT,
  SCENARIO,
  SlotPlan,
  TIMER,
} from './slot-plan.ts';
import { Slots } from './slots.ts';
import { CoreState } from './state/core-state.ts';
import { TaskState } from './state/task-state.ts';
import { VcpuState } from './state/vcpu-state.ts';

export interface EngineOptions {
  readonly seed: number;
  readonly keepTrace: boolean;
  /** The end of the run, in ns. */
  readonly horizon: number;
  /** Rules that replace those of the machines' policies, for the worst case's supply. */
  readonly rules?: (machine: number) => HostRules;
  /**
   * The critical instant of the worst case, in ns: no job starts before it, each as soon after it
   * as it may, and each needs its WCET.
   */
  readonly criticalInstant?: number;
  /** A callback for the scenario's slot. */
  readonly onScenario?: (engine: Engine) => void;
  /**
   * A callback for each replenishment of a server, before its next interface is in force. It
   * returns `true` if the VCPU has left its machine instead.
   */
  readonly onReplenish?: (engine: Engine, vcpu: VcpuState) => boolean;
  /** A callback for the end of a schedulability test. */
  readonly onAdmission?: (engine: Engine) => void;
}

/**
 * The two-level discrete-event engine: the states of cores, VCPUs and tasks, the pending events as
 * fixed slots, and the loop. It knows no policy; policies set the keys of VCPUs and tasks and put
 * them into pools.
 */
export class Engine {
  /**
   * The instant, in ns. It is NaN before the first moment, so that V8 keeps it as a double; see
   * {@link VcpuState}.
   */
  now = NaN;
  completedJobs = 0;
  readonly layout: Layout;
  readonly options: EngineOptions;
  readonly seed: number;
  readonly criticalInstant: number;
  readonly horizon: number;
  readonly cores: readonly CoreState[];
  readonly vcpus: readonly VcpuState[];
  readonly tasks: readonly TaskState[];
  readonly rules: readonly HostRules[];
  readonly plan: SlotPlan;
  /** The time zero of each domain's releases, in ns, set when it starts. */
  readonly zeros: Float64Array;
  /**
   * The end of each core's activity. It precedes all else at one instant, so that a job done at its
   * deadline has met it.
   */
  readonly ends: Slots;
  /** The times of all other events. */
  readonly slots: Slots;
  readonly segments: SegmentRecorder | null;
  readonly events: EventRecorder | null;
  /** The interfaces of VCPUs in a scenario whose trace is kept. */
  readonly interfaces: InterfaceRecorder | null;
  /**
   * Misses, found after the fact, out of order with `events`. The list is empty without a trace.
   */
  readonly missed: LateEvent[] = [];
  /**
   * The pools that changed since the last decision, in the order in which they were marked. Only
   * the first `dirtyHostCount`, or `dirtyGuestCount`, entries count.
   */
  private readonly dirtyHosts: HostPool[] = [];
  private readonly dirtyGuests: GuestPool[] = [];
  private dirtyHostCount = 0;
  private dirtyGuestCount = 0;
  private readonly costs: readonly (Float64Array | null)[];

  constructor(layout: Layout, options: EngineOptions) {
    const { machines, domains } = layout;
    this.now = 0;
    this.layout = layout;
    this.options = options;
    this.seed = options.seed;
    this.horizon = options.horizon;
    this.criticalInstant = options.criticalInstant ?? -1;
    this.plan = new SlotPlan(layout);
    this.zeros = new Float64Array(domains.length);
    this.ends = new Slots(layout.cores.length);
    this.slots = new Slots(this.plan.what.length);
    const hostPools = layout.hostPools.map((): HostPool => new Pool(true, this));
    const guestPools = layout.guestPools.map((): GuestPool => new Pool(false, this));
    this.cores = layout.cores.map(
      ({ machine, pool }, core) => new CoreState(core, machine, hostPools[pool] as HostPool),
    );
    this.vcpus = layout.vcpus.map((row, vcpu) => {
      const { taskSwitch } = (domains[row.domain] as DomainRow).domain;
      const guestPool = guestPools[row.guestPool] as GuestPool;
      return new VcpuState(
        vcpu,
        row,
        taskSwitch,
        hostPools[row.hostPool] ?? null,
        guestPool,
        this.plan,
      );
    });
    this.tasks = layout.tasks.map((row, task) => {
      const rules = guestTable[(domains[row.domain] as DomainRow).domain.policy.kind];
      const traced = task < layout.modelTasks ? task : -1;
      return new TaskState(task, row, traced, rules, guestPools[row.pool] as GuestPool, this.plan);
    });
    const numbers = {
      cores: layout.cores.length,
      vcpus: layout.vcpus.length,
      tasks: layout.tasks.length,
    };
    this.interfaces =
      options.keepTrace && options.onScenario !== undefined ? new InterfaceRecorder() : null;
    this.segments = options.keepTrace
      ? new SegmentRecorder({ stretches: true, ...numbers }, this)
      : null;
    this.events = options.keepTrace
      ? new EventRecorder({ stretches: false, ...numbers }, this)
      : null;
    // The pools of a host share its overheads, and so what is known of them.
    const known = new Map<CompletedMachine['switchCosts'], Float64Array>();
    this.costs = machines.map(({ machine: { policy, switchCosts } }) => {
      if (traitsOf(policy).gives === 'cores' || switchCosts.length === 0) return null;
      const costs = known.get(switchCosts) ?? new Float64Array((domains.length + 1) ** 2).fill(-1);
      known.set(switchCosts, costs);
      return costs;
    });
    this.rules = machines.map(({ machine }, m) => options.rules?.(m) ?? hostRules(machine, layout));
    for (const [m, rules] of this.rules.entries()) rules.boot(this, m);
  }

  /**
   * Runs the events before `until`, at most `events` of them, and those at `until` that end
   * something. The result tells whether the run reached `until`; if not, the caller calls again.
   */
  run(until: number, events: number): boolean {
    const { ends, slots } = this;
    for (let left = events; ; left--) {
      const end = ends.firstTime();
      const due = slots.firstTime();
      const time = end <= due ? end : due;
      if (time > this.now && this.dirtyHostCount + this.dirtyGuestCount > 0) {
        this.decide();
        continue;
      }
      if (time >= until) break;
      if (left <= 0) return false;
      this.now = time;
      if (end <= due) this.comeToEnd();
      else this.happen(slots.first());
    }
    this.now = until;
    while (ends.firstTime() === until) this.comeToEnd();
    return true;
  }

  /** A core's activity ends now. */
  private comeToEnd(): void {
    coreDue(this, this.cores[this.ends.first()] as CoreState);
  }

  private happen(slot: number): void {
    const { slots } = this;
    const whose = this.plan.whose[slot] as number;
    const what = this.plan.what[slot] as Due;
    switch (what) {
      case RELEASE:
        release(this, this.tasks[whose] as TaskState);
        return;
      case ARRIVAL:
        arrive(this, this.tasks[whose] as TaskState);
        return;
      case REPLENISHMENT: {
        const vcpu = this.vcpus[whose] as VcpuState;
        this.rulesOf(vcpu).replenish(this, vcpu);
        return;
      }
      case DEADLINE: {
        const vcpu = this.vcpus[whose] as VcpuState;
        slots.set(slot, Infinity);
        this.rulesOf(vcpu).deadline(this, vcpu);
        return;
      }
      case TIMER:
        slots.set(slot, Infinity);
        (this.rules[whose] as HostRules).timer(this, whose);
        return;
      case SCENARIO:
        slots.set(slot, Infinity);
        this.options.onScenario?.(this);
        return;
    }
    what satisfies never;
  }

  /** The decision of an instant: VCPUs to cores, then tasks to the VCPUs on a core. */
  private decide(): void {
    const { dirtyHosts, dirtyGuests } = this;
    for (let i = 0; i < this.dirtyHostCount; i++) {
      const pool = dirtyHosts[i] as HostPool;
      pool.dirty = false;
      pool.settle();
      retarget(this, pool);
      if (pool.blocked) this.holdBack(pool);
    }
    this.dirtyHostCount = 0;
    for (let i = 0; i < this.dirtyGuestCount; i++) {
      const pool = dirtyGuests[i] as GuestPool;
      pool.dirty = false;
      pool.settle();
      const { places } = pool;
      for (let place = 0; place < places.length; place++) {
        const { core } = places[place] as VcpuState;
        if (core !== null) refresh(this, core);
      }
    }
    this.dirtyGuestCount = 0;
  }

  private holdBack(pool: HostPool): void {
    const machine = (pool.places[0] as CoreState).machine;
    (this.rules[machine] as HostRules).held(this, machine, pool.nextFree());
  }

  rulesOf(vcpu: VcpuState): HostRules {
    return this.rules[vcpu.machine] as HostRules;
  }

  /** The machine that a VCPU is on now. */
  machineOf(vcpu: VcpuState): CompletedMachine {
    return (this.layout.machines[vcpu.machine] as MachineRow).machine;
  }

  vcpusOf(domain: number): readonly VcpuState[] {
    return (this.layout.domains[domain] as DomainRow).vcpus.map(
      (vcpu) => this.vcpus[vcpu] as VcpuState,
    );
  }

  /** Marks a pool whose assignment of VCPUs to cores may change. */
  markHost(pool: HostPool): void {
    if (pool.dirty) return;
    pool.dirty = true;
    this.dirtyHosts[this.dirtyHostCount++] = pool;
  }

  /** Marks a pool whose assignment of tasks to VCPUs, or its duration, may change. */
  markGuest(pool: GuestPool): void {
    if (pool.dirty) return;
    pool.dirty = true;
    this.dirtyGuests[this.dirtyGuestCount++] = pool;
  }

  /** The VCPU wants a core, or keeps one with another place in the order. */
  offer(vcpu: VcpuState): void {
    const pool = vcpu.hostPool;
    if (pool === null) return;
    if (vcpu.contends) pool.changed(vcpu);
    else pool.add(vcpu);
    this.markHost(pool);
  }

  /** The VCPU wants no core. */
  withdraw(vcpu: VcpuState): void {
    const pool = vcpu.hostPool;
    if (pool === null) return;
    if (pool.watched) this.alert();
    if (!vcpu.contends) return;
    pool.remove(vcpu);
    this.markHost(pool);
  }

  /** Calls the scenario at this instant, after all else. */
  alert(): void {
    this.slots.set(this.plan.scenario, this.now);
  }

  /** The cost of a core's switch from one VCPU to another, in ns; `null` is idle. */
  switchCostOf(machine: number, from: VcpuState | null, to: VcpuState | null): number {
    const costs = this.costs[machine] ?? null;
    if (costs === null) return 0;
    const { domains, machines } = this.layout;
    const fromDomain = from?.domain ?? domains.length;
    const toDomain = to?.domain ?? domains.length;
    const at = fromDomain * (domains.length + 1) + toDomain;
    const known = costs[at] as number;
    if (known >= 0) return known;
    const side = (d: number): CompletedDomain | 'idle' => domains[d]?.domain ?? 'idle';
    const cost = switchCost(
      machines[machine]?.machine.switchCosts ?? [],
      side(fromDomain),
      side(toDomain),
    );
    costs[at] = cost;
    return cost;
  }
}
