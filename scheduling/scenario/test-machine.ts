import { allSteps } from '../arithmetic/all-steps.ts';
import { analyzeDomain } from '../choose/analyze-domain.ts';
import { completingMachine } from '../choose/complete-machine.ts';
import { domainWindows, machineFacts } from '../choose/guest-problem.ts';
import type { Placement } from '../choose/placement/placement.ts';
import type { Prover } from '../choose/prover.ts';
import { interned } from '../complete.ts';
import { analyzeMachine } from '../host/machine.ts';
import type { DomainAnalysis, LateCourse } from '../model/analysis.ts';
import type { CompletedMachine } from '../model/completed.ts';
import type { Element } from '../model/element.ts';
import type { Action, Machine, SystemModel } from '../model/model.ts';
import { frameOf, givesShares } from '../model/policies.ts';
import { isAligned } from '../model/releases.ts';
import { plansOf } from '../plans/plans.ts';
import type { Parting } from './changes/course.ts';
import { partingAt } from './changes/parting.ts';
import { asParting, type During, type Failure, guestFailure, machineFailure } from './failures.ts';
import { type AcrossPlans, acrossPlans } from './plan-change.ts';
import { lastPlan, type PlansInForce, plansInForce } from './plans-in-force.ts';
import type { RunningDomain } from './running-domain.ts';
import type { SystemState } from './state.ts';
import { withDom0Test } from './test/dom0-test.ts';
import { withHypervisorTests, withTestTasks } from './test/hypervisor-test.ts';
import { withoutTest } from './test/tested-machine.ts';
import { isTested } from './together.ts';

/** The state that a machine is tested in. */
type Tested = Pick<SystemState, 'model' | 'running' | 'plans' | 'cores'> & {
  readonly parting: readonly Parting[];
};

/**
 * Completes a machine with what runs on it after actions, and tests it unless they only take load
 * away. The admission tests themselves have their part in both. Whoever can still be there when a
 * plan is in force has to pass as well.
 */
export function testMachine(
  prover: Prover,
  state: Tested,
  machine: Machine,
  actions: readonly Action[],
  at: number,
): { readonly completed: CompletedMachine; readonly failure: Failure | null } {
  const declared = state.model.machines.find(({ name }) => name === machine.name) ?? machine;
  const chosen = completedIn(prover, state, machine, declared);
  const completed = withoutTest(machine, chosen);
  if (!actions.some(isTested)) return { completed, failure: null };
  const failure =
    failureOf(prover, state, chosen, at) ?? partingFailure(prover, state, machine, declared, at);
  return { completed, failure };
}

/** The machine with the admission tests that take time on it. */
function completedIn(
  prover: Prover,
  { model, cores }: Tested,
  machine: Machine,
  declared: Machine,
): CompletedMachine {
  const tested = withDom0Test(model, machine);
  const asked = machine.domains.length === 0 ? tested : withHypervisorTests(tested, declared);
  return complete(prover, asked, cores);
}

/** The first failure in the last plan, or on the way to it. */
function failureOf(
  prover: Prover,
  state: Tested,
  chosen: CompletedMachine,
  at: number,
): Failure | null {
  const proven = withTestTasks(chosen);
  const during = duringPlan(state.model, state.plans, chosen.name);
  return (
    firstFailure(prover, proven, state.running, during) ?? changeFailure(prover, state, proven, at)
  );
}

/** The first failure with those that only wait to leave. */
function partingFailure(
  prover: Prover,
  state: Tested,
  machine: Machine,
  declared: Machine,
  at: number,
): Failure | null {
  const parting = partingAt(state.parting, declared, state.plans, at);
  if (parting.length === 0) return null;
  const names = new Set(parting.map(({ domain }) => domain.name));
  const stays = state.running.filter(({ domain }) => !names.has(domain.name));
  const there = new Map(machine.domains.map((domain) => [domain.name, domain]));
  for (const { domain } of parting) there.set(domain.name, domain);
  const domains = declared.domains.flatMap(({ name }) => there.get(name) ?? []);
  const chosen = completedIn(prover, state, { ...machine, domains }, declared);
  const failure = failureOf(prover, { ...state, running: [...stays, ...parting] }, chosen, at);
  return failure === null ? null : asParting(failure, names);
}

/** The text reports its own errors, so the understood part is tested here. */
function complete(prover: Prover, machine: Machine, cores: Placement): CompletedMachine {
  const domains = machine.domains.map((domain) =>
    domain.incomplete ? { ...domain, incomplete: false } : domain,
  );
  const whole = interned(prover.cache, { ...machine, domains });
  return allSteps(completingMachine(prover, whole, cores));
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
  { domain, since, moved }: RunningDomain,
): 'at-frames' | 'anywhere' {
  if (isAligned(machine.policy, domain)) return 'at-frames';
  const frame = frameOf(machine.policy)?.majorFrame ?? 1;
  const prompt = !moved && machine.admission.cost === 0;
  return prompt && since % frame === 0 ? 'at-frames' : 'anywhere';
}

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
