import type { Limits } from '../arithmetic/limits.ts';
import { AnalysisCache } from '../choose/cache/cache.ts';
import { Prover } from '../choose/prover.ts';
import { chosenCores } from '../complete.ts';
import type { LateCourse } from '../model/analysis.ts';
import { atOnce, type ChangeWait, longerWait } from '../model/changes/change-wait.ts';
import type { CompletedMachine, CompletedModel } from '../model/completed.ts';
import type { Element } from '../model/element.ts';
import type { Action, SystemModel } from '../model/model.ts';
import type { StepReason } from '../model/step-reason.ts';
import { firstPlan, underPlan } from '../plans/plans.ts';
import { nothingUnderWay } from './changes/course.ts';
import { leaveBy } from './changes/leave.ts';
import { partedBy, partingAfter } from './changes/parting.ts';
import { changeRefusal } from './changes/refusal.ts';
import { declaredOrder, restartedBy, sentBy, type Transition } from './changes/transition.ts';
import { waitOf } from './changes/wait.ts';
import { keptCores } from './kept-cores.ts';
import { changingAt, inForceFrom, type PlansInForce } from './plans-in-force.ts';
import { withPeriodsOf } from './present-periods.ts';
import type { RunningDomain } from './running-domain.ts';
import { type Effect, runningMachines, type SystemState } from './state.ts';
import { testMachine } from './test-machine.ts';
import { applyActions, isTested } from './together.ts';

/** The result of an admission test. */
export type AdmissionResult =
  | {
      readonly admitted: true;
      /** The state after the action, with the interfaces that changed. */
      readonly state: SystemState;
      /** How long it can wait until it is in force, known without a run. */
      readonly wait: ChangeWait;
    }
  | {
      readonly admitted: false;
      /** The reason for the refusal: a failure, or nothing to act on. */
      readonly reason: StepReason;
      /** The element that would fail; `null` if the action has nothing to act on. */
      readonly failing: Element | null;
      /** The course across a change of plan in which it would fail; absent for other reasons. */
      readonly across?: LateCourse;
    };

export interface AdmitOptions extends Limits {
  /** The instant of the action, in ns. The default is 0. */
  readonly at?: number;
  readonly cache?: AnalysisCache;
}

/**
 * The state before anything is started. `previous` is the completed whole system; its chosen
 * windows are those of the scenario, and its chosen cores are kept while they work.
 */
export function nothingRuns(model: SystemModel, previous?: CompletedModel): SystemState {
  const planned = withChosenWindows(model, previous);
  const machines = planned.machines.map(
    (machine): CompletedMachine => ({ ...underPlan(machine, firstPlan), domains: [] }),
  );
  const cores = new Map((previous?.machines ?? []).flatMap((machine) => [...chosenCores(machine)]));
  return {
    model: planned,
    running: [],
    completed: { machines, scenarios: model.scenarios },
    cores,
    plans: new Map(),
    course: nothingUnderWay,
  };
}

/** Windows are chosen once, for all domains; what runs does not change the plan. */
function withChosenWindows(model: SystemModel, previous: CompletedModel | undefined): SystemModel {
  const machines = model.machines.map((machine) => {
    const before = previous?.machines.find(({ name }) => name === machine.name);
    return before?.windowChoice === undefined ? machine : { ...machine, policy: before.policy };
  });
  return { ...model, machines };
}

/**
 * Tests whether an action can be admitted to the running system, and gives the system after it. The
 * analysis of a scenario uses it for each step, and the simulator at the moment of each action, so
 * both admit the same actions.
 *
 * Start, add, set, migrate and plan are tested: on each machine concerned all hard tasks and all
 * VCPUs must be proven to meet their deadlines, with open budgets, periods and cores chosen again.
 * The credit schedulers guarantee nothing, so they have no test to fail. With admission in the
 * hypervisor an `hvm` domain cannot pass its interface. Stop and remove only reduce the load and
 * always pass. An action is admitted as a whole or not at all; a refusal leaves the state
 * unchanged. The final state is proven, and that a safe way leads to it; where the best periods
 * have none, the present ones are tried. The wait tells how long that way can take by the rule of
 * safe changes, which the caller keeps: whatever left counts at its place until it is released.
 * Where a machine's plan changes, its domains must work in the new plan and across the change.
 */
export function admit(
  state: SystemState,
  action: Action,
  options: AdmitOptions = {},
): AdmissionResult {
  return admitTogether(state, [action], options);
}

/** {@link admit} for several actions at one instant, which are admitted as one or not at all. */
export function admitTogether(
  state: SystemState,
  actions: readonly Action[],
  options: AdmitOptions = {},
): AdmissionResult {
  const prover = new Prover(options.cache ?? new AnalysisCache(), options);
  return admitWith(prover, state, actions, options.at ?? 0);
}

/** {@link admitTogether} with a prover at hand, at an instant in ns. */
export function admitWith(
  prover: Prover,
  state: SystemState,
  actions: readonly Action[],
  at: number,
): AdmissionResult {
  const effect = applyActions(state, actions, at);
  if (effect.kind === 'nothing') return { admitted: false, reason: effect.reason, failing: null };
  for (const action of actions) {
    const barred = barredFromHypervisor(state, effect.running, action);
    if (barred !== null) return barred;
  }
  const best = admitEffect(prover, state, effect, actions, at, 'best');
  if (best.admitted || !isOfPeriods(best.reason)) return best;
  const present = admitEffect(prover, state, effect, actions, at, 'present');
  return present.admitted ? present : best;
}

/** Whether a step is refused because a period changes, not for its final state. */
function isOfPeriods({ kind }: StepReason): boolean {
  return kind === 'between-interfaces' || kind === 'no-quiet';
}

/** {@link admitWith} with open periods chosen anew, or as they are where VCPUs run already. */
function admitEffect(
  prover: Prover,
  state: SystemState,
  effect: Extract<Effect, { kind: 'changed' }>,
  actions: readonly Action[],
  at: number,
  periods: 'best' | 'present',
): AdmissionResult {
  const machines: CompletedMachine[] = [];
  const cores = new Map(state.cores);
  const { running, plans = state.plans } = effect;
  const parted = partedBy(state.model, state.running, running);
  const goes = parted.map((one) => ({ one, cores: [], until: null }));
  const parting = [...state.course.parting, ...goes];
  for (const machine of runningMachines({ model: state.model, running, plans })) {
    const before = state.completed.machines.find((other) => other.name === machine.name);
    if (!effect.machines.includes(machine.name) && before !== undefined) {
      machines.push(before);
      continue;
    }
    const kept = keptCores(before, state.cores);
    const asked = { ...state, running, plans, cores: kept, parting };
    const present = periods === 'best' ? machine : withPeriodsOf(before, machine);
    const tested = testMachine(prover, asked, present, actions, at);
    if (tested.failure !== null) return { admitted: false, ...tested.failure };
    const { completed } = tested;
    machines.push(completed);
    for (const [vcpu, core] of chosenCores(completed)) cores.set(vcpu, core);
  }
  const completed = { ...state.completed, machines };
  const changed = transition(state.completed.machines, machines);
  const orderOf = declaredOrder(state.model, prover.cache);
  const leave = leaveBy(actions);
  const refusal = changeRefusal(prover, changed, { orderOf, leave });
  if (refusal !== null) return { admitted: false, ...refusal };
  const before = {
    ...state.course,
    parting: partingAfter(state.course.parting, actions, plans, at),
  };
  const { wait, course } = waitOf(prover, changed, before, {
    ...{ at, parted, restarted: restartedBy(actions, running), orderOf, leave },
    ...{ tested: actions.some(isTested), sent: sentBy(actions) },
    changing: changingAt(plans, at),
  });
  return {
    admitted: true,
    state: { ...state, running, completed, cores, plans, course },
    wait: withFrames(wait, actions, plans, at),
  };
}

/** The machines that differ, before and after. */
function transition(
  before: readonly CompletedMachine[],
  after: readonly CompletedMachine[],
): Transition {
  const changed = after.flatMap((machine, index) => {
    const old = before[index];
    return old === undefined || old === machine ? [] : [{ old, machine }];
  });
  return { before: changed.map(({ old }) => old), after: changed.map(({ machine }) => machine) };
}

/** A wait of actions with those of their plans for the end of the running frame. */
export function withFrames(
  wait: ChangeWait,
  actions: readonly Action[],
  plans: PlansInForce,
  at: number,
): ChangeWait {
  return actions.reduce(
    (longest, action) =>
      action.kind === 'plan' ? longerWait(longest, frameWait(plans, action.machine, at)) : longest,
    wait,
  );
}

function frameWait(plans: PlansInForce, machine: string, at: number): ChangeWait {
  const atMost = inForceFrom(plans, machine, at) - at;
  if (atMost === 0) return atOnce;
  return {
    atMost,
    parts: [{ kind: 'frame', place: { kind: 'machine', machine }, atMost }],
    unused: 0,
  };
}

/** The refusal of an hvm domain by a machine that tests in the hypervisor; `null` if none is. */
export function barredFromHypervisor(
  state: Pick<SystemState, 'model'>,
  running: readonly RunningDomain[],
  action: Action,
): Extract<AdmissionResult, { admitted: false }> | null {
  if (action.kind !== 'start' && action.kind !== 'migrate') return null;
  const names = 'domains' in action ? action.domains : [action.domain];
  for (const { domain, machine } of running) {
    if (domain.type !== 'hvm' || !names.includes(domain.name)) continue;
    const where = state.model.machines.find((other) => other.name === machine);
    if (where?.admission.where !== 'hypervisor') continue;
    return {
      admitted: false,
      reason: { kind: 'barred', domain: domain.name, machine },
      failing: { kind: 'domain', domain: domain.name },
    };
  }
  return null;
}
