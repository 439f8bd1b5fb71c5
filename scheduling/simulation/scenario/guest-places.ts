import {
  domainWindows,
  guestLoad,
  machineFacts,
  releasesOf,
  supplyOf,
} from '../../choose/guest-problem.ts';
import type { Prover } from '../../choose/prover.ts';
import type { SupplyPair } from '../../guest/problem.ts';
import type { CompletedVcpu } from '../../model/completed.ts';
import type { Task } from '../../model/model.ts';
import { givesShares, serverKind } from '../../model/policies.ts';
import { changesPlans } from '../../plans/plans.ts';
import { losesTestTime } from '../../scenario/test/hypervisor-test.ts';
import type { PeriodicResource, Supply } from '../../supply/supply.ts';
import type { Engine } from '../engine/engine.ts';
import type { TaskRow } from '../engine/layout.ts';
import type { GuestPool } from '../engine/pool.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';
import type { Weakening } from '../result.ts';
import { inForce } from './interface.ts';
import { isGuestQuiet } from './quiet.ts';
import { domainOf, machineRow } from './servers-now.ts';

/** A guest since its last quiet instant. */
interface GuestState {
  readonly pool: GuestPool;
  /** The tasks that have left. */
  ghosts: readonly Task[];
  /** The smallest budget that each of its VCPUs has had, in ns. */
  readonly smallest: Map<number, number>;
  /** The interface before the one in force, if the period or the deadline has changed. */
  readonly before: Map<number, PeriodicResource>;
  /** Whether its supply has changed in a way that only a quiet instant ends. */
  unknown: boolean;
}

/** The guests that something has left, or whose interfaces have changed, since they were quiet. */
export class GuestPlaces {
  private readonly states = new Map<GuestPool, GuestState>();
  private readonly prover: Prover;
  private readonly weakened: ReadonlySet<Weakening>;

  constructor(prover: Prover, weakened: ReadonlySet<Weakening>) {
    this.prover = prover;
    this.weakened = weakened;
  }

  /** A task has left, with work that may be pending. */
  leave(engine: Engine, pool: GuestPool, task: Task): void {
    if (isGuestQuiet(engine, pool)) return;
    const state = this.changing(engine, pool);
    state.ghosts = [...state.ghosts, task];
  }

  /** The VCPU's interface changes now. */
  changed(engine: Engine, vcpu: VcpuState, to: PeriodicResource | null): void {
    const { guestPool } = vcpu;
    const from = resourceOf(engine, vcpu, inForce(engine, vcpu));
    const state = this.changing(engine, guestPool);
    if (from === null || to === null) {
      state.unknown = true;
      return;
    }
    const least = Math.min(state.smallest.get(vcpu.index) ?? from.budget, from.budget);
    if (sameSupply(from, to)) state.smallest.set(vcpu.index, least);
    else {
      state.before.set(vcpu.index, { ...from, budget: least });
      state.smallest.delete(vcpu.index);
    }
  }

  /** The domain starts anew: nothing is left of an earlier run. */
  forget(pool: GuestPool): void {
    this.states.delete(pool);
    pool.watched = false;
  }

  /** Drops what was before for the guests that are quiet now. */
  refresh(engine: Engine): void {
    for (const { pool } of this.states.values()) if (isGuestQuiet(engine, pool)) this.forget(pool);
  }

  /** Whether nothing counts for a guest but what it has now. */
  isSettled(pool: GuestPool): boolean {
    return !this.states.has(pool);
  }

  /**
   * Whether a guest's tasks, its ghosts and some more pass on all that it has had since it was
   * quiet.
   */
  passes(engine: Engine, pool: GuestPool, more: readonly Task[]): boolean {
    const state = this.states.get(pool);
    // Without a state it is quiet, and the state after the action is proven.
    if (state === undefined || this.weakened.has('guests')) return true;
    // Nothing is proven there, so nothing can be broken.
    if (isPromisedNothing(engine, pool)) return true;
    if (state.unknown) return false;
    return this.serves(engine, pool, more, (vcpu) => this.since(engine, vcpu, state));
  }

  /**
   * Whether admission tests take the guest's time, which are no tasks that could be counted here:
   * those that Dom0 makes, or those of the hypervisor. Only a quiet instant lets it change.
   */
  isUncounted(engine: Engine, pool: GuestPool): boolean {
    const [first] = pool.places;
    if (first === undefined) return false;
    const { machine } = machineRow(engine, first.machine);
    return losesTestTime(machine, domainOf(engine, first.domain));
  }

  /** Whether a guest's tasks and ghosts pass on a smaller budget of one of its VCPUs. */
  bearsLess(engine: Engine, vcpu: VcpuState, to: PeriodicResource): boolean {
    const state = this.states.get(vcpu.guestPool);
    if (this.weakened.has('guests')) return true;
    if (state?.unknown === true) return false;
    return this.serves(engine, vcpu.guestPool, [], (other) => {
      if (other !== vcpu) return this.since(engine, other, state);
      const before = state?.before.get(vcpu.index);
      return before === undefined ? [to] : [to, { kind: 'mixed', before, after: to }];
    });
  }

  /** Whether they pass on another period or deadline, and on the mixture of both. */
  bearsMixture(engine: Engine, vcpu: VcpuState, to: PeriodicResource): boolean {
    const state = this.states.get(vcpu.guestPool);
    if (this.weakened.has('mixture')) return true;
    if (state?.unknown === true || state?.before.has(vcpu.index) === true) return false;
    const from = resourceOf(engine, vcpu, inForce(engine, vcpu));
    if (from === null) return false;
    const least = Math.min(state?.smallest.get(vcpu.index) ?? from.budget, from.budget);
    const before = { ...from, budget: least };
    return this.serves(engine, vcpu.guestPool, [], (other) =>
      other === vcpu
        ? [before, to, { kind: 'mixed', before, after: to }]
        : this.since(engine, other, state),
    );
  }

  /** The supplies that a VCPU has had since its guest was quiet; `null` if they are not known. */
  private since(
    engine: Engine,
    vcpu: VcpuState,
    state: GuestState | undefined,
  ): readonly Supply[] | null {
    const { machine } = machineRow(engine, vcpu.machine);
    const now = inForce(engine, vcpu);
    const budget = state?.smallest.get(vcpu.index);
    const least =
      budget === undefined ? now : { ...now, budget: Math.min(budget, now.budget ?? 0) };
    const facts = machineFacts(machine);
    const domain = domainOf(engine, vcpu.domain);
    if (changesPlans(machine)) return null;
    const windows = domainWindows(facts, machine.domains, domain, 'anywhere');
    const place = domain.vcpus.findIndex(({ name }) => name === now.name);
    const pair: SupplyPair = supplyOf(facts, least, windows?.[place]);
    const before = state?.before.get(vcpu.index);
    if (before === undefined || pair.safe.kind !== 'budget') return [pair.safe];
    return [pair.safe, { kind: 'mixed', before, after: pair.safe }];
  }

  private serves(
    engine: Engine,
    pool: GuestPool,
    more: readonly Task[],
    supplies: (vcpu: VcpuState) => readonly Supply[] | null,
  ): boolean {
    const [first] = pool.places;
    if (first === undefined) return true;
    const { machine } = machineRow(engine, first.machine);
    if (isPromisedNothing(engine, pool)) return true;
    if (this.isUncounted(engine, pool)) return false;
    const tasks = [...tasksOf(engine, pool), ...(this.states.get(pool)?.ghosts ?? []), ...more].map(
      (task, index) => ({ ...task, name: `${index} ${task.name}` }),
    );
    const domain = { ...domainOf(engine, first.domain), tasks };
    const load = { ...guestLoad(domain, tasks), ...releasesOf({ policy: machine.policy }, domain) };
    const found = pool.places.map(supplies);
    if (pool.places.length === 1) {
      const [own] = found;
      if (own === null || own === undefined) return false;
      return own.every((supply) => {
        const problem = { ...load, supply: { safe: supply, necessary: supply } };
        return this.prover.vcpu(problem).verdict.kind === 'schedulable';
      });
    }
    // A guest on several VCPUs is tested on the one supply that each of them has had.
    const pairs: SupplyPair[] = [];
    for (const own of found) {
      const [only, ...others] = own ?? [];
      if (only === undefined || others.length > 0) return false;
      pairs.push({ safe: only, necessary: only });
    }
    return this.prover.global({ ...load, supplies: pairs }).verdict.kind === 'schedulable';
  }

  private changing(engine: Engine, pool: GuestPool): GuestState {
    pool.watched = true;
    engine.alert();
    const known = this.states.get(pool);
    if (known !== undefined) return known;
    const made: GuestState = {
      ...{ pool, ghosts: [], unknown: false },
      smallest: new Map(),
      before: new Map(),
    };
    this.states.set(pool, made);
    return made;
  }
}

/** Whether a guest is on a machine of shares. */
function isPromisedNothing(engine: Engine, { places: [first] }: GuestPool): boolean {
  return first !== undefined && givesShares(machineRow(engine, first.machine).machine.policy);
}

/** The tasks that run in a guest now. */
function tasksOf(engine: Engine, pool: GuestPool): readonly Task[] {
  return engine.tasks.flatMap((task) =>
    task.pool === pool && task.active && task.traced >= 0
      ? [(engine.layout.tasks[task.index] as TaskRow).task]
      : [],
  );
}

/** Whether two interfaces differ in their budgets only. */
export function sameSupply(a: PeriodicResource, b: PeriodicResource): boolean {
  return a.period === b.period && a.deadline === b.deadline && a.server === b.server;
}

/** An interface on a machine as a supply; `null` if the machine gives no budgets. */
export function resourceOf(
  engine: Engine,
  vcpu: VcpuState,
  to: CompletedVcpu,
  machine = vcpu.machine,
): PeriodicResource | null {
  const its = machineRow(engine, machine).machine;
  const { safe } = supplyOf({ ...machineFacts(its), server: serverKind(its) }, to, undefined);
  return safe.kind === 'budget' ? safe : null;
}
