import type { Limits } from '../arithmetic/limits.ts';
import { AnalysisCache } from '../choose/cache/cache.ts';
import { Prover } from '../choose/prover.ts';
import { completeSystem } from '../complete.ts';
import type { CompletedVcpu } from '../model/completed.ts';
import type { Action, Domain, Machine, SystemModel } from '../model/model.ts';
import { frameOf, type PolicyTraits, traitsOf } from '../model/policies.ts';
import { admitWith, barredFromHypervisor, nothingRuns, withFrames } from '../scenario/admit.ts';
import { type Course, nothingUnderWay } from '../scenario/changes/course.ts';
import { leaveBy } from '../scenario/changes/leave.ts';
import { partedBy, partingAfter } from '../scenario/changes/parting.ts';
import { changeRefusal } from '../scenario/changes/refusal.ts';
import {
  type Admitted,
  restartedBy,
  sentBy,
  type Transition,
} from '../scenario/changes/transition.ts';
import { waitOf } from '../scenario/changes/wait.ts';
import { changingAt, inForceFrom, type PlansInForce } from '../scenario/plans-in-force.ts';
import { type Effect, runningMachines, type SystemState } from '../scenario/state.ts';
import { applyActions, isTested } from '../scenario/together.ts';
import type { Arrival } from './arrival.ts';
import type { Decision, InterfaceChange } from './decision.ts';
import { Declarations } from './declarations.ts';
import { interfaceChanges, type Placed } from './interface-changes.ts';
import type { MachineSlot, SlotChange, SlotTransition } from './machine-slot.ts';
import { OpenMachine } from './open-machine.ts';
import { RunningDomains, type Touched } from './running-domains.ts';
import { WholeSlot } from './whole-slot.ts';

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
      model: () => SystemModel,
    ) => MachineSlot
  >
> = { budgets: OpenMachine, shares: OpenMachine, cores: WholeSlot, windows: WholeSlot };

/** Tests that take time have a part in the proof of all that runs on their machine. */
function slotOf({ policy, admission }: Machine): (typeof slots)[PolicyTraits['gives']] {
  return admission.cost > 0 ? WholeSlot : slots[traitsOf(policy).gives];
}

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
  private readonly running: RunningDomains;
  private course: Course = nothingUnderWay;

  /** Nothing runs at first. Throws what the checkpoint throws, as {@link decide} does. */
  constructor(model: SystemModel, options: OpenOptions = {}) {
    this.prover = new Prover(options.cache ?? new AnalysisCache(), options);
    this.rearranges = options.rearranges ?? false;
    const framed = model.machines.filter(({ policy }) => frameOf(policy) !== null);
    const chosen = completeSystem({ ...model, machines: framed }, options);
    const planned = nothingRuns(model, chosen).model;
    this.declarations = new Declarations(planned);
    this.running = new RunningDomains(this.declarations);
    this.slots = new Map(
      planned.machines.map((machine) => [
        machine.name,
        new (slotOf(machine))(this.prover, machine, this.rearranges, () =>
          this.declarations.machineAlone(machine.name),
        ),
      ]),
    );
  }

  /** Decides an action at an instant, in ns. A refusal leaves everything as it was. */
  decide(action: Action, at: number): Decision {
    return this.decideTogether([action], at);
  }

  /** {@link decide} for several actions at one instant, which are admitted as one or not at all. */
  decideTogether(actions: readonly Action[], at: number): Decision {
    const touched = this.running.touchedBy(actions);
    const effect = applyActions(touched, actions, at);
    if (effect.kind === 'nothing') return { admitted: false, reason: effect.reason, failing: null };
    for (const action of actions) {
      const barred = barredFromHypervisor(touched, effect.running, action);
      if (barred !== null) return barred;
    }
    const { running, plans = touched.plans } = effect;
    const parted = partedBy(touched.model, touched.running, running);
    const goes = parted.map((one) => ({ one, cores: [], until: null }));
    const asked = { actions, at, parting: [...this.course.parting, ...goes] };
    const changes = this.changes(touched, { ...touched, running, plans }, effect, asked);
    const decided = this.decideAlone(changes, actions, plans, {
      ...{ at, parted, restarted: restartedBy(actions, running), leave: leaveBy(actions) },
      orderOf: (domain) => this.declarations.domain(domain)?.order ?? 0,
      changing: changingAt(plans, at),
      ...{ tested: actions.some(isTested), sent: sentBy(actions) },
    });
    if (decided === 'rearrange') return this.rearrange(actions, at);
    if (!decided.admitted) return decided;
    this.running.exchange(touched.running, running);
    this.running.plans = plans;
    const wait = withFrames(decided.wait, actions, plans, at);
    return withPlan({ ...decided, wait }, actions, plans, at);
  }

  /** A machine as it is declared, but for its domains; `undefined` if there is none. */
  machine(name: string): Machine | undefined {
    return this.declarations.machine(name);
  }

  /** A domain as it runs, or else as it is declared; `undefined` if it is not. */
  domain(name: string): Domain | undefined {
    return this.running.get(name)?.domain ?? this.declarations.domain(name)?.domain;
  }

  isRunning(domain: string): boolean {
    return this.running.get(domain) !== undefined;
  }

  /** Makes a domain known, behind those that its machine has. Its name must be new. */
  declare(machine: string, domain: Domain): void {
    this.declarations.declare(machine, domain);
  }

  /** Forgets a domain that does not run. */
  forget(name: string): void {
    const declared = this.declarations.domain(name);
    if (declared !== undefined) this.running.forget(declared.domain);
    this.declarations.forget(name);
  }

  /** Takes up a running system in place of its own. All that runs must be declared. */
  resume({ running, chosen, cores, plans, course }: Saved): void {
    this.course = course;
    this.running.load({ running, cores, plans });
    for (const machine of runningMachines({ model: this.declarations.model(), running, plans })) {
      const arrivals = machine.domains.map((domain) => this.arrival(domain));
      const domains = arrivals.map(({ domain }) => ({
        ...domain,
        vcpus: domain.vcpus.map((vcpu) => ({ ...vcpu, ...chosen(domain.name, vcpu.name) })),
      }));
      this.slot(machine.name).load({ ...machine, domains }, arrivals, running);
    }
  }

  /** The running system, as a scenario has it. */
  state(): SystemState {
    const model = this.declarations.model();
    const machines = model.machines.map(({ name }) => this.slot(name).completed());
    return {
      model,
      running: this.running.all(),
      completed: { machines, scenarios: [] },
      cores: new Map(this.running.cores),
      plans: this.running.plans,
      course: this.course,
    };
  }

  private changes(
    before: Touched,
    after: Touched,
    effect: Extract<Effect, { kind: 'changed' }>,
    asked: Pick<SlotChange, 'actions' | 'at' | 'parting'>,
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
            cores: this.running.cores,
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
    asked: ReadonlyMap<string, SlotChange>,
    actions: readonly Action[],
    plans: PlansInForce,
    admitted: Admitted,
  ): Decision | 'rearrange' {
    const tested = actions.some(isTested);
    const entries = Array.from(asked, ([name, change]) => ({
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
      const alike = answer.fits ? answer.asRemembered : !answer.crowded && tested;
      if (this.rearranges && !alike) {
        undo();
        return 'rearrange';
      }
      if (!answer.fits && tested) {
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
    const changes = interfaceChanges(before, after);
    const sides = entries.map(({ slot }) => slot.transition());
    let transition: Transition = { ...transitionOf(sides), partial: true };
    const refusedIn = (found: Transition) =>
      changes.some(isReshaped) ? changeRefusal(this.prover, found, admitted) : null;
    let refusal = refusedIn(transition);
    if (refusal?.reason.kind === 'would-meet') {
      // A third core may have room, which only a look at all cores tells.
      transition = transitionOf(entries.map(({ slot }) => slot.wholeTransition()));
      refusal = refusedIn(transition);
    }
    if (refusal !== null) {
      undo();
      return this.rearranges ? 'rearrange' : { admitted: false, ...refusal };
    }
    const parting = partingAfter(this.course.parting, actions, plans, admitted.at);
    const known = { ...this.course, parting };
    const { wait, course } = waitOf(this.prover, transition, known, admitted);
    this.course = course;
    for (const { slot } of entries) slot.keep();
    for (const { resident } of after.values()) this.running.remember(resident);
    return { admitted: true, changes, wait };
  }

  /** Decides as a scenario does, with all that runs on the machines concerned. */
  private rearrange(actions: readonly Action[], at: number): Decision {
    const before = this.state();
    const result = admitWith(this.prover, before, actions, at);
    if (!result.admitted) return result;
    const { state, wait } = result;
    this.course = state.course;
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
    this.running.load(state);
    const changes = interfaceChanges(old, now);
    return withPlan({ admitted: true, changes, wait }, actions, state.plans, at);
  }

  private slot(machine: string): MachineSlot {
    const slot = this.slots.get(machine);
    if (slot === undefined) throw new RangeError(`no machine ${machine}`);
    return slot;
  }
}

function transitionOf(sides: readonly SlotTransition[]): Transition {
  return { before: sides.map((side) => side.before), after: sides.map((side) => side.after) };
}

/** A decision with the instant, in ns, from which the last change of plan is in force. */
function withPlan(
  decided: Extract<Decision, { admitted: true }>,
  actions: readonly Action[],
  plans: PlansInForce,
  at: number,
): Decision {
  const plan = actions.findLast((action) => action.kind === 'plan');
  return plan === undefined
    ? decided
    : { ...decided, inForce: inForceFrom(plans, plan.machine, at) };
}

/** A running system to take up again. */
export interface Saved extends Pick<SystemState, 'running' | 'cores' | 'plans' | 'course'> {
  /** The interface of a VCPU that runs. */
  readonly chosen: (
    domain: string,
    vcpu: string,
  ) => Pick<CompletedVcpu, 'period' | 'deadline' | 'budget' | 'core' | 'computed'>;
}

/** Whether a VCPU that goes on has another period, deadline or place. */
function isReshaped({ before, after }: InterfaceChange): boolean {
  if (before === null || after === null) return false;
  return (
    before.period !== after.period ||
    before.deadline !== after.deadline ||
    before.core !== after.core ||
    before.machine !== after.machine
  );
}
