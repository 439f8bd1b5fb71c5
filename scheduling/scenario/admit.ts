import { allSteps } from '../arithmetic/all-steps.ts';
import type { Limits } from '../arithmetic/limits.ts';
import { analyzeDomain } from '../choose/analyze-domain.ts';
import { AnalysisCache } from '../choose/cache/cache.ts';
import { completingMachine } from '../choose/complete-machine.ts';
import { domainWindows, machineFacts } from '../choose/guest-problem.ts';
import type { Placement } from '../choose/placement/placement.ts';
import { Prover } from '../choose/prover.ts';
import { chosenCores, interned } from '../complete.ts';
import { analyzeMachine } from '../host/machine.ts';
import type { DomainAnalysis, LateCourse, MachineAnalysis } from '../model/analysis.ts';
import { atOnce, type ChangeWait, longerWait } from '../model/changes/change-wait.ts';
import type { CompletedMachine, CompletedModel } from '../model/completed.ts';
import type { Element } from '../model/element.ts';
import type { Action, Machine, SystemModel } from '../model/model.ts';
import { frameOf, givesShares } from '../model/policies.ts';
import { isAligned } from '../model/releases.ts';
import type { DuringPlans, StepReason } from '../model/step-reason.ts';
import { firstPlan, plansOf, underPlan } from '../plans/plans.ts';
import { nothingUnderWay } from './changes/course.ts';
import { changeRefusal } from './changes/refusal.ts';
import { type Transition, waitOf } from './changes/wait.ts';
import { keptCores } from './kept-cores.ts';
import { type AcrossPlans, acrossPlans } from './plan-change.ts';
import { inForceFrom, lastPlan, type PlansInForce, plansInForce } from './plans-in-force.ts';
import { type RunningDomain, runningMachines, type SystemState } from './state.ts';
import { withDom0Test } from './test/dom0-test.ts';
import { withHypervisorTests, withTestTasks } from './test/hypervisor-test.ts';
import { withoutTest } from './test/tested-machine.ts';
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
 * unchanged. The final state is proven, and that a safe way leads to it. The wait tells how long
 * that way can take by the rule of safe changes, which the caller keeps: whatever left counts at
 * its place until it is released. Where a machine's plan changes, its domains must work in the new
 * plan and across the change.
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
  const machines: CompletedMachine[] = [];
  const cores = new Map(state.cores);
  const { running, plans = state.plans } = effect;
  for (const machine of runningMachines({ model: state.model, running, plans })) {
    const before = state.completed.machines.find((other) => other.name === machine.name);
    if (!effect.machines.includes(machine.name) && before !== undefined) {
      machines.push(before);
      continue;
    }
    const kept = keptCores(before, state.cores);
    const asked = { ...state, running, plans, cores: kept };
    const tested = testMachine(prover, asked, machine, actions, at);
    if (tested.failure !== null) return { admitted: false, ...tested.failure };
    const { completed } = tested;
    machines.push(completed);
    for (const [vcpu, core] of chosenCores(completed)) cores.set(vcpu, core);
  }
  const completed = { ...state.completed, machines };
  const changed = transition(state.completed.machines, machines);
  const refusal = changeRefusal(prover, changed);
  if (refusal !== null) return { admitted: false, ...refusal };
  const { wait, course } = waitOf(prover, changed, state.course, at);
  return {
    admitted: true,
    state: { ...state, running, completed, cores, plans, course },
    wait: actions.reduce(
      (longest, action) =>
        action.kind === 'plan'
          ? longerWait(longest, frameWait(plans, action.machine, at))
          : longest,
      wait,
    ),
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

/** The wait of a plan for the end of the running frame. */
export function frameWait(plans: PlansInForce, machine: string, at: number): ChangeWait {
  const atMost = inForceFrom(plans, machine, at) - at;
  if (atMost === 0) return atOnce;
  return {
    atMost,
    parts: [{ kind: 'frame', place: { kind: 'machine', machine }, atMost }],
    unused: 0,
  };
}

/**
 * Completes a machine with what runs on it after actions, and tests it unless they only take load
 * away. The admission tests themselves have their part in both.
 */
export function testMachine(
  prover: Prover,
  state: Pick<SystemState, 'model' | 'running' | 'plans' | 'cores'>,
  machine: Machine,
  actions: readonly Action[],
  at: number,
): { readonly completed: CompletedMachine; readonly failure: Failure | null } {
  const declared = state.model.machines.find(({ name }) => name === machine.name) ?? machine;
  const tested = withDom0Test(state.model, machine);
  const asked = machine.domains.length === 0 ? tested : withHypervisorTests(tested, declared);
  const chosen = complete(prover, asked, state.cores);
  const completed = withoutTest(machine, chosen);
  if (!actions.some(isTested)) return { completed, failure: null };
  const proven = withTestTasks(chosen);
  const during = duringPlan(state.model, state.plans, machine.name);
  const failure =
    firstFailure(prover, proven, state.running, during) ?? changeFailure(prover, state, proven, at);
  return { completed, failure };
}

/** The text reports its own errors, so the understood part is tested here. */
function complete(prover: Prover, machine: Machine, cores: Placement): CompletedMachine {
  const domains = machine.domains.map((domain) =>
    domain.incomplete ? { ...domain, incomplete: false } : domain,
  );
  const whole = interned(prover.cache, { ...machine, domains });
  return allSteps(completingMachine(prover, whole, cores));
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

/** A part of a proof that fails. */
export interface Failure {
  readonly reason: StepReason;
  readonly failing: Element;
  readonly across?: LateCourse;
}

/** The first failure of a machine's proof, inside its domains first; `null` if there is none. */
function firstFailure(
  prover: Prover,
  machine: CompletedMachine,
  running: readonly RunningDomain[],
  during: During,
): Failure | null {
  if (givesShares(machine.policy)) return null;
  const facts = machineFacts(machine);
  const guests: DomainAnalysis[] = [];
  for (const domain of machine.domains) {
    const one = running.find((each) => each.domain.name === domain.name);
    const starts = one === undefined ? 'anywhere' : startsOf(machine, one);
    const windows = domainWindows(facts, machine.domains, domain, starts);
    guests.push(analyzeDomain(prover, facts, machine.name, domain, windows));
  }
  const failing = guestFailure(guests, during);
  if (failing !== null) return failing;
  return machineFailure(analyzeMachine(machine, guests, prover.cache), during);
}

/** Where in the frame a running domain started. A test that takes its time may end anywhere. */
function startsOf(
  machine: CompletedMachine,
  { domain, since }: RunningDomain,
): 'at-frames' | 'anywhere' {
  const frame = frameOf(machine.policy)?.majorFrame ?? 1;
  const atFrames = isAligned(machine.policy, domain);
  if (atFrames || (since % frame === 0 && machine.admission.cost === 0)) return 'at-frames';
  return 'anywhere';
}

/** The plan in which a machine fails, or the change of plans; `null` if it has one plan only. */
type During = DuringPlans | null;

function duringPlan(model: SystemModel, plans: PlansInForce, machine: string): During {
  const declared = model.machines.find(({ name }) => name === machine);
  return declared === undefined || plansOf(declared.policy).length === 0
    ? null
    : { kind: 'plan', plan: lastPlan(plans, machine) };
}

/** The first failure as a machine's plans change; `null` if there is none. */
function changeFailure(
  prover: Prover,
  { model, running, plans }: Pick<SystemState, 'model' | 'running' | 'plans'>,
  completed: CompletedMachine,
  at: number,
): Failure | null {
  const { name } = completed;
  const declared = model.machines.find((other) => other.name === name);
  if (declared === undefined) return null;
  const here = running.filter(({ machine }) => machine === name);
  const inForce = plansInForce(plans, name);
  for (const across of acrossPlans(prover, declared, completed, here, inForce, at)) {
    const failure = guestFailure([across.guest], across.during);
    if (failure === null) continue;
    const late = lateCourse(across, completed, failure.failing);
    return late === null ? failure : { ...failure, across: late };
  }
  return null;
}

/** The course in which a VCPU is shown to fail; `null` for other elements and without a witness. */
function lateCourse(
  { guest, course }: AcrossPlans,
  machine: CompletedMachine,
  failing: Element,
): LateCourse | null {
  if (course === null || failing.kind !== 'vcpu') return null;
  const vcpu = { domain: failing.domain, vcpu: failing.vcpu };
  const own = guest.vcpus.find((each) => each.vcpu === vcpu.vcpu);
  if (own?.verdict.kind !== 'unschedulable' || own.witness === null) return null;
  const { domain, from, plans, supplies } = course;
  const windows = supplies.flatMap(({ necessary }) =>
    necessary.kind === 'changing-windows' ? [necessary] : [],
  );
  return { vcpu, witness: own.witness, machine, domain, from, plans, windows };
}

/** The first failure inside domains; `null` if there is none. */
export function guestFailure(guests: readonly DomainAnalysis[], during: During): Failure | null {
  for (const kind of ['unschedulable', 'unknown'] as const) {
    for (const guest of guests) {
      for (const { vcpu, verdict } of guest.vcpus) {
        if (verdict.kind !== kind) continue;
        return failure({ kind: 'vcpu', domain: guest.domain, vcpu }, verdict, during);
      }
      if (guest.verdict.kind === kind) {
        return failure({ kind: 'domain', domain: guest.domain }, guest.verdict, during);
      }
    }
  }
  return null;
}

function machineFailure(machine: MachineAnalysis, during: During): Failure | null {
  if (machine.verdict.kind === 'schedulable') return null;
  for (const { core, verdict } of machine.cores) {
    if (verdict.kind !== 'schedulable' && verdict.kind === machine.verdict.kind) {
      return failure({ kind: 'core', machine: machine.machine, core }, verdict, during);
    }
  }
  return failure({ kind: 'machine', machine: machine.machine }, machine.verdict, during);
}

type WouldFail = Extract<StepReason, { kind: 'would-fail' }>;

/** A failure of an element by its verdict. */
export function failure(
  element: WouldFail['element'],
  verdict: WouldFail['verdict'],
  during: During,
): Failure {
  const reason: WouldFail = { kind: 'would-fail', element, verdict };
  return { reason: during === null ? reason : { ...reason, during }, failing: element };
}
