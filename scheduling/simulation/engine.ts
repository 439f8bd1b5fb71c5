import type { CompletedDomain } from '../model/completed.ts';
import { switchCost } from '../model/switch-cost.ts';
import { change, refresh, retarget } from './dispatch.ts';
import { DistributionRecorder } from './distribution.ts';
import type { GuestRules } from './guest/guest-rules.ts';
import { guestTable } from './guest/guest-table.ts';
import type { HostRules } from './host/host-rules.ts';
import { hostRules } from './host/host-table.ts';
import { arrive, coreDue, release } from './jobs.ts';
import type { Layout } from './layout.ts';
import { Level, Pool } from './pool.ts';
import { Order } from './ready-heap.ts';
import { EventRecorder, type IndexRange, SegmentRecorder } from './recorder.ts';
import { Slots } from './slots.ts';
import { CoreTable, TaskTable, VcpuTable } from './tables.ts';

export interface EngineOptions {
  readonly seed: number;
  readonly keepTrace: boolean;
  /** Rules that replace those of the machines' policies (the worst case's supply). */
  readonly rules?: (machine: number) => HostRules;
  /** The worst case: no job starts before this instant, each as soon after it as it may, and each needs its wcet. */
  readonly criticalInstant?: number;
  /** Called when the scenario's slot is due. */
  readonly onScenario?: (engine: Engine) => void;
  /** Called when a schedulability test is over. */
  readonly onAdmission?: (engine: Engine) => void;
}

/**
 * The two-level discrete-event engine: the state as columns, the pending events as fixed slots, and the loop. It knows no
 * policy; those set keys in the orders of the two levels and put VCPUs and tasks into pools.
 */
export class Engine {
  now = 0;
  readonly layout: Layout;
  readonly options: EngineOptions;
  readonly seed: number;
  readonly criticalInstant: number;
  readonly cores: CoreTable;
  readonly vcpus: VcpuTable;
  readonly tasks: TaskTable;
  readonly hostLevel: Level;
  readonly guestLevel: Level;
  readonly hostPools: readonly Pool[];
  readonly guestPools: readonly Pool[];
  readonly rules: readonly HostRules[];
  readonly guestRules: readonly GuestRules[];
  readonly slots: Slots;
  readonly range: IndexRange;
  readonly segments: SegmentRecorder | null;
  readonly events: EventRecorder | null;
  /** Misses, found after the fact: their times do not go with those of `events`. */
  readonly missed: EventRecorder | null;
  readonly responses: readonly DistributionRecorder[];
  completedJobs = 0;
  /** Where each stage of one instant has its slots; the first are those of the cores. */
  readonly deadlineSlots: number;
  readonly releaseSlots: number;
  /** Of each task; the second is for arrivals later than the nominal release, −1 where there are none. */
  readonly releaseSlot: Int32Array;
  readonly arrivalSlot: Int32Array;
  readonly replenishSlots: number;
  readonly timerSlots: number;
  readonly scenarioSlot: number;
  /** Of each pool with one place, that place; else −1. */
  readonly onlyCore: Int32Array;
  readonly onlyVcpu: Int32Array;
  /** The machine of each core, and whether switching on a machine costs anything. */
  readonly machineOfCore: Int32Array;
  private readonly switchesCost: Uint8Array;
  private readonly taskOfSlot: Int32Array;
  private dirty = false;
  private readonly dirtyHosts: Int32Array;
  private readonly dirtyGuests: Int32Array;
  private readonly hostIsDirty: Uint8Array;
  private readonly guestIsDirty: Uint8Array;
  private dirtyHostCount = 0;
  private dirtyGuestCount = 0;
  private readonly costs: Float64Array[];

  constructor(layout: Layout, options: EngineOptions) {
    const { cores, vcpus, tasks, machines, domains } = layout;
    this.layout = layout;
    this.options = options;
    this.seed = options.seed;
    this.criticalInstant = options.criticalInstant ?? -1;
    this.cores = new CoreTable(cores.length);
    this.vcpus = new VcpuTable(layout);
    this.tasks = new TaskTable(layout);
    this.hostLevel = new Level(new Order(vcpus.length));
    this.guestLevel = new Level(new Order(tasks.length));
    this.hostPools = layout.hostPools.map((places) => new Pool(this.hostLevel, places.length, true));
    this.guestPools = layout.guestPools.map((places) => new Pool(this.guestLevel, places.length, false));
    this.rules = machines.map(({ machine }, m) => options.rules?.(m) ?? hostRules(machine, layout));
    this.guestRules = domains.map(({ domain }) => guestTable[domain.policy.kind]);
    this.deadlineSlots = cores.length;
    this.releaseSlots = this.deadlineSlots + vcpus.length;
    this.releaseSlot = new Int32Array(tasks.length);
    this.arrivalSlot = new Int32Array(tasks.length).fill(-1);
    let slot = this.releaseSlots;
    for (const [task, row] of tasks.entries()) {
      this.releaseSlot[task] = slot++;
      if (row.task.jitter > 0) this.arrivalSlot[task] = slot++;
    }
    this.replenishSlots = slot;
    // Which task a slot belongs to; the complement of its number where it is for arrivals.
    this.taskOfSlot = new Int32Array(slot);
    this.releaseSlot.forEach((at, task) => {
      this.taskOfSlot[at] = task;
    });
    this.arrivalSlot.forEach((at, task) => {
      if (at >= 0) this.taskOfSlot[at] = ~task;
    });
    this.timerSlots = this.replenishSlots + vcpus.length;
    this.scenarioSlot = this.timerSlots + machines.length;
    this.slots = new Slots(this.scenarioSlot + 1);
    this.range = { cores: cores.length, vcpus: vcpus.length, tasks: tasks.length };
    this.segments = options.keepTrace ? new SegmentRecorder(this.range) : null;
    this.events = options.keepTrace ? new EventRecorder(this.range) : null;
    this.missed = options.keepTrace ? new EventRecorder(this.range) : null;
    this.responses = tasks.map(() => new DistributionRecorder());
    const only = (places: readonly number[]): number => (places.length === 1 ? (places[0] as number) : -1);
    this.onlyCore = Int32Array.from(layout.hostPools, only);
    this.onlyVcpu = Int32Array.from(layout.guestPools, only);
    this.machineOfCore = Int32Array.from(cores, ({ machine }) => machine);
    this.switchesCost = Uint8Array.from(machines, ({ machine }) =>
      machine.policy.kind === 'null' || machine.switchCosts.length === 0 ? 0 : 1,
    );
    this.dirtyHosts = new Int32Array(this.hostPools.length);
    this.dirtyGuests = new Int32Array(this.guestPools.length);
    this.hostIsDirty = new Uint8Array(this.hostPools.length);
    this.guestIsDirty = new Uint8Array(this.guestPools.length);
    this.costs = machines.map(() => new Float64Array((domains.length + 1) ** 2).fill(-1));
    for (const [m] of machines.entries()) (this.rules[m] as HostRules).boot(this, m);
  }

  /**
   * Lets happen what is due before `until`, at most `events` of it, and of what is due at `until` what ends there. Answers whether it got
   * there; if not, call again.
   */
  run(until: number, events: number): boolean {
    const { slots } = this;
    for (let left = events; ; left--) {
      const time = slots.firstTime();
      if (time > this.now && this.dirty) {
        this.decide();
        continue;
      }
      if (time >= until) break;
      if (left <= 0) return false;
      this.now = time;
      this.happen(slots.first());
    }
    this.now = until;
    while (slots.firstTime() === until && slots.first() < this.deadlineSlots) coreDue(this, slots.first());
    return true;
  }

  private happen(slot: number): void {
    const { slots } = this;
    if (slot < this.deadlineSlots) coreDue(this, slot);
    else if (slot >= this.releaseSlots && slot < this.replenishSlots) {
      const task = this.taskOfSlot[slot] as number;
      if (task >= 0) release(this, task);
      else arrive(this, ~task);
    } else if (slot >= this.replenishSlots && slot < this.timerSlots) {
      const vcpu = slot - this.replenishSlots;
      this.rulesOf(vcpu).replenish(this, vcpu);
    } else if (slot < this.releaseSlots) {
      slots.set(slot, Infinity);
      const vcpu = slot - this.deadlineSlots;
      this.rulesOf(vcpu).deadline(this, vcpu);
    } else if (slot < this.scenarioSlot) {
      const machine = slot - this.timerSlots;
      slots.set(slot, Infinity);
      (this.rules[machine] as HostRules).timer(this, machine);
    } else {
      slots.set(slot, Infinity);
      this.options.onScenario?.(this);
    }
  }

  /** The one decision of an instant: VCPUs to cores, then tasks to the VCPUs that are on one. */
  private decide(): void {
    const { layout, vcpus } = this;
    for (let i = 0; i < this.dirtyHostCount; i++) {
      const index = this.dirtyHosts[i] as number;
      this.hostIsDirty[index] = 0;
      const pool = this.hostPools[index] as Pool;
      pool.settle(this.now);
      const core = this.onlyCore[index] as number;
      if (core >= 0) change(this, core, pool.holder[0] as number);
      else retarget(this, pool, layout.hostPools[index] as readonly number[]);
      if (pool.blocked) this.holdBack(pool, layout.hostPools[index]?.[0] ?? 0);
    }
    this.dirtyHostCount = 0;
    for (let i = 0; i < this.dirtyGuestCount; i++) {
      const index = this.dirtyGuests[i] as number;
      this.guestIsDirty[index] = 0;
      (this.guestPools[index] as Pool).settle(this.now);
      const vcpu = this.onlyVcpu[index] as number;
      if (vcpu >= 0) {
        const core = vcpus.core[vcpu] as number;
        if (core >= 0) refresh(this, core);
        continue;
      }
      const places = layout.guestPools[index] as readonly number[];
      for (let place = 0; place < places.length; place++) {
        const core = vcpus.core[places[place] as number] as number;
        if (core >= 0) refresh(this, core);
      }
    }
    this.dirtyGuestCount = 0;
    this.dirty = false;
  }

  private holdBack(pool: Pool, core: number): void {
    const machine = this.layout.cores[core]?.machine ?? 0;
    const ends = pool.heldUntil.filter((until) => until > this.now);
    (this.rules[machine] as HostRules).held(this, machine, Math.min(...ends));
  }

  rulesOf(vcpu: number): HostRules {
    return this.rules[this.vcpus.machine[vcpu] as number] as HostRules;
  }

  /** Something changed that may change who is on which core. */
  markHost(pool: number): void {
    this.dirty = true;
    if (this.hostIsDirty[pool] === 1) return;
    this.hostIsDirty[pool] = 1;
    this.dirtyHosts[this.dirtyHostCount++] = pool;
  }

  /** Something changed that may change which task runs on a VCPU, or for how long. */
  markGuest(pool: number): void {
    this.dirty = true;
    if (this.guestIsDirty[pool] === 1) return;
    this.guestIsDirty[pool] = 1;
    this.dirtyGuests[this.dirtyGuestCount++] = pool;
  }

  /** The VCPU wants a core, or goes on wanting one with another place in the order. */
  offer(vcpu: number): void {
    const index = this.vcpus.hostPool[vcpu] as number;
    if (index < 0) return;
    const pool = this.hostPools[index] as Pool;
    if (this.hostLevel.has(vcpu)) pool.changed(vcpu);
    else pool.add(vcpu);
    this.markHost(index);
  }

  /** The VCPU wants no core. */
  withdraw(vcpu: number): void {
    if (!this.hostLevel.has(vcpu)) return;
    const index = this.vcpus.hostPool[vcpu] as number;
    (this.hostPools[index] as Pool).remove(vcpu);
    this.markHost(index);
  }

  /** What it costs a core of the machine to change from one VCPU to another; −1 is idle. */
  switchCostOf(machine: number, from: number, to: number): number {
    if (this.switchesCost[machine] === 0) return 0;
    const { domains } = this.layout;
    const fromDomain = from < 0 ? domains.length : (this.vcpus.domain[from] as number);
    const toDomain = to < 0 ? domains.length : (this.vcpus.domain[to] as number);
    const costs = this.costs[machine] as Float64Array;
    const at = fromDomain * (domains.length + 1) + toDomain;
    const known = costs[at] as number;
    if (known >= 0) return known;
    const row = this.layout.machines[machine];
    const side = (d: number): CompletedDomain | 'idle' => this.layout.domains[d]?.domain ?? 'idle';
    const cost = switchCost(row?.machine.switchCosts ?? [], side(fromDomain), side(toDomain));
    costs[at] = cost;
    return cost;
  }
}
