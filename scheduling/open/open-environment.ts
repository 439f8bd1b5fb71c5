import type { Limits } from '../arithmetic/limits.ts';
import { AnalysisCache } from '../choose/cache/cache.ts';
import { Prover } from '../choose/prover.ts';
import { completeSystem } from '../complete.ts';
import { vcpuKey } from '../host/vcpu-name.ts';
import type { Action, Domain, Machine, SystemModel } from '../model/model.ts';
import { frameOf, type PolicyTraits, traitsOf } from '../model/policies.ts';
import { admitWith, barredFromHypervisor, nothingRuns } from '../scenario/admit.ts';
import { inForceFrom, type PlansInForce } from '../scenario/plans-in-force.ts';
import {
  applyAction,
  type Effect,
  type RunningDomain,
  runningMachines,
  type SystemState,
} from '../scenario/state.ts';
import { isTested } from '../scenario/together.ts';
import type { Arrival, Resident } from './arrival.ts';
import { type Decision, interfaceChanges, type Placed } from './decision.ts';
import { Declarations } from './declarations.ts';
import type { MachineSlot, SlotChange } from './machine-slot.ts';
import { OpenMachine } from './open-machine.ts';
import { changesPlans, WholeSlot } from './whole-slot.ts';

export interface OpenOptions extends Limits {
  /**
   * Whether those that run may get other cores, and open periods others, where an action has no
   * room otherwise. A decision then takes time that grows with the domains of its machine. The
   * default is no.
   */
  readonly rearranges?: boolean;
  readonly cache?: AnalysisCache;
}

/** The slot of a machine by the form in which its VCPUs get time. */
const slots: Readonly<
  Record<
    PolicyTraits['gives'],
    new (
      prover: Prover,
      machine: Machine,
      rearranges: boolean,
    ) => MachineSlot
  >
> = { budgets: OpenMachine, shares: OpenMachine, cores: WholeSlot, windows: WholeSlot };

/**
 * A running system that domains and tasks come to and leave, one action after another. Each is
 * decided by what it touches: a core, a pool, a guest. The verdicts are those of {@link admit}, but
 * for one rule: unless it may rearrange, nobody who stays gets another core or interface to make
 * room, so that an action may be refused that a scenario admits.
 */
export class OpenEnvironment {
  private readonly prover: Prover;
  private readonly rearranges: boolean;
  private readonly declarations: Declarations;
  private readonly slots: ReadonlyMap<string, MachineSlot>;
  private readonly running = new Map<string, RunningDomain>();
  private readonly cores = new Map<string, number>();
  private plans: PlansInForce = new Map();

  /** Nothing runs at first. Throws what the checkpoint throws, as {@link decide} does. */
  constructor(model: SystemModel, options: OpenOptions = {}) {
    this.prover = new Prover(options.cache ?? new AnalysisCache(), options);
    this.rearranges = options.rearranges ?? false;
    const framed = model.machines.filter(({ policy }) => frameOf(policy) !== null);
    const chosen = completeSystem({ ...model, machines: framed }, options);
    const planned = nothingRuns(model, chosen).model;
    this.declarations = new Declarations(planned);
    this.slots = new Map(
      planned.machines.map((machine) => [
        machine.name,
        new slots[traitsOf(machine.policy).gives](this.prover, machine, this.rearranges),
      ]),
    );
  }

  /** Decides an action at an instant, in ns. A refusal leaves everything as it was. */
  decide(action: Action, at: number): Decision {
    const touched = this.touched(action);
    const effect = applyAction(touched, action, at);
    if (effect.kind === 'nothing') return { admitted: false, reason: effect.reason, failing: null };
    const barred = barredFromHypervisor(touched, effect.running, action);
    if (barred !== null) return barred;
    const { running, plans = this.plans } = effect;
    const changes = this.changes(touched, { ...touched, running, plans }, effect, { action, at });
    const decided = this.decideAlone(changes, action);
    if (decided === 'rearrange') return this.rearrange(action, at);
    if (!decided.admitted) return decided;
    for (const { domain } of touched.running) this.running.delete(domain.name);
    for (const one of running) this.running.set(one.domain.name, this.remembering(one));
    this.plans = plans;
    return action.kind === 'plan'
      ? { ...decided, inForce: inForceFrom(plans, action.machine, at) }
      : decided;
  }

  /** The running system, as a scenario has it. */
  state(): SystemState {
    const model = this.declarations.model();
    const machines = model.machines.map(({ name }) => this.slot(name).completed());
    return {
      model,
      running: [...this.running.values()],
      completed: { machines, scenarios: [] },
      cores: new Map(this.cores),
      plans: this.plans,
    };
  }

  /** The part of the running system that an action names. */
  private touched(action: Action): Touched {
    const names = [...new Set(namesOf(action))];
    const running = names.flatMap((name) => this.running.get(name) ?? []);
    const machines = running.map(({ machine }) => machine);
    if ('machine' in action) machines.push(action.machine);
    return { model: this.declarations.only(machines, names), running, plans: this.plans };
  }

  private changes(
    before: Touched,
    after: Touched,
    effect: Extract<Effect, { kind: 'changed' }>,
    asked: Pick<SlotChange, 'action' | 'at'>,
  ): ReadonlyMap<string, SlotChange> {
    const on = (machine: string, { running }: Touched) =>
      running.filter((one) => one.machine === machine);
    return new Map(
      runningMachines(after)
        .filter(({ name }) => effect.machines.includes(name))
        .map(({ name, domains }): [string, SlotChange] => [
          name,
          {
            ...asked,
            leaving: on(name, before).map(({ domain }) => domain.name),
            coming: domains.map((domain) => this.arrival(domain)).sort((a, b) => a.order - b.order),
            running: on(name, after),
            plans: after.plans,
            cores: this.cores,
          },
        ]),
    );
  }

  /** The text reports its own errors, so the understood part is tested here. */
  private arrival(domain: Domain): Arrival {
    const understood = domain.incomplete ? { ...domain, incomplete: false } : domain;
    return {
      domain: this.prover.cache.intern(understood),
      order: this.declarations.domain(domain.name)?.order ?? 0,
    };
  }

  /** Decides changes beside those that stay as they are, and keeps or undoes them. */
  private decideAlone(
    changes: ReadonlyMap<string, SlotChange>,
    action: Action,
  ): Decision | 'rearrange' {
    const entries = Array.from(changes, ([name, change]) => ({
      name,
      change,
      slot: this.slot(name),
    }));
    if (this.rearranges && !entries.every(({ slot, change }) => slot.isSettled(change.coming)))
      return 'rearrange';
    const before = new Map<string, Placed>();
    const after = new Map<string, Placed>();
    const undo = (): void => {
      for (const { slot } of entries) slot.undo();
    };
    for (const { name, slot, change } of entries) {
      const answer = slot.change(change);
      const alike = answer.fits ? answer.asRemembered : !answer.crowded && isTested(action);
      if (this.rearranges && !alike) {
        undo();
        return 'rearrange';
      }
      if (!answer.fits && isTested(action)) {
        undo();
        return { admitted: false, ...answer.failure };
      }
      if (!answer.fits) slot.undo();
      const residents = answer.fits ? answer.residents : slot.lighten(change);
      for (const resident of residents)
        after.set(resident.domain.name, { machine: name, resident });
      for (const each of [...change.leaving, ...residents.map(({ domain }) => domain.name)]) {
        const resident = slot.resident(each);
        if (resident !== undefined) before.set(each, { machine: name, resident });
      }
    }
    for (const { slot } of entries) slot.keep();
    for (const { resident } of after.values()) this.remember(resident);
    return { admitted: true, changes: interfaceChanges(before, after) };
  }

  /** Decides as a scenario does, with all that runs on the machines concerned. */
  private rearrange(action: Action, at: number): Decision {
    const before = this.state();
    const result = admitWith(this.prover, before, [action], at);
    if (!result.admitted) return result;
    const { state } = result;
    const changed = state.completed.machines.filter(
      (machine, index) => machine !== before.completed.machines[index],
    );
    const old = new Map<string, Placed>();
    const now = new Map<string, Placed>();
    for (const completed of changed) {
      const machine = completed.name;
      const slot = this.slot(machine);
      for (const resident of slot.all()) old.set(resident.domain.name, { machine, resident });
      const declared = runningMachines(state).find(({ name }) => name === machine);
      const arrivals = (declared?.domains ?? []).map((domain) => this.arrival(domain));
      slot.load(completed, arrivals, state.running);
      for (const resident of slot.all()) now.set(resident.domain.name, { machine, resident });
    }
    this.running.clear();
    for (const one of state.running) this.running.set(one.domain.name, this.remembering(one));
    for (const { resident } of now.values()) this.remember(resident);
    this.plans = state.plans;
    const changes = interfaceChanges(old, now);
    return action.kind === 'plan'
      ? { admitted: true, changes, inForce: inForceFrom(state.plans, action.machine, at) }
      : { admitted: true, changes };
  }

  /** Without the tasks that were removed, if no later change of plans asks for them. */
  private remembering(one: RunningDomain): RunningDomain {
    const machine = this.declarations.machine(one.machine);
    const asked = machine !== undefined && changesPlans(machine);
    return asked || one.left.length === 0 ? one : { ...one, left: [] };
  }

  private remember({ completed: { name, vcpus } }: Resident): void {
    for (const { name: vcpu, core, computed } of vcpus)
      if (computed.core && core !== null) this.cores.set(vcpuKey(name, vcpu), core);
  }

  private slot(machine: string): MachineSlot {
    const slot = this.slots.get(machine);
    if (slot === undefined) throw new RangeError(`no machine ${machine}`);
    return slot;
  }
}

type Touched = Pick<SystemState, 'model' | 'running' | 'plans'>;

/** The domains that an action names. */
function namesOf(action: Action): readonly string[] {
  switch (action.kind) {
    case 'start':
    case 'stop':
      return action.domains;
    case 'add':
    case 'remove':
    case 'set':
    case 'migrate':
      return [action.domain];
    case 'plan':
      return [];
  }
}
