import { MultiMap } from 'langium';
import type * as model from '../../scheduling/model/model.ts';
import { firstPlan } from '../../scheduling/plans/plans.ts';
import type { Action, AddAction, Domain, Scenario, SetAction, Step } from '../generated/ast.ts';
import { homeName } from '../machines/home.ts';
import type { PlaceNote } from '../places.ts';
import type { HomeOf } from '../references/visible.ts';
import { type StepFault, walkScenario } from '../scenario/scenario-walk.ts';
import { tasksOf } from '../syntax/members.ts';
import { time, timeOf } from './attributes.ts';
import { guestPolicy, hasItsPriority, isGlobal } from './domain.ts';
import type { Flaw } from './flaws.ts';
import { lowerTask } from './task.ts';

/**
 * Lowers a scenario with the steps that can be understood and meant; undefined where its machine is
 * unknown.
 */
export function lowerScenario(
  scenario: Scenario,
  homeOf: HomeOf,
  note: (note: PlaceNote) => void,
): model.Scenario | undefined {
  const home = homeOf(scenario);
  if (home === undefined || scenario.name === undefined) return undefined;
  const machine = homeName(home);
  const faults = new MultiMap<Step, StepFault>();
  for (const fault of walkScenario(scenario, homeOf)) faults.add(fault.step, fault);
  const steps: model.ScenarioStep[] = [];
  for (const step of scenario.steps) {
    const flaw: Flaw = { found: false };
    const at = timeOf(step.at, flaw);
    const action = lowerMeant(step, faults.get(step), homeOf);
    if (at === undefined || action === undefined) continue;
    note({ element: { kind: 'step', scenario: scenario.name, index: steps.length }, node: step });
    steps.push({ at, action });
  }
  const run = time(scenario.run, { found: false }, 1);
  return { name: scenario.name, machine, steps, ...(run === undefined ? {} : { run }) };
}

/** An action without the domains that it cannot mean; undefined where none is left. */
function lowerMeant(
  { action }: Step,
  faults: readonly StepFault[],
  homeOf: HomeOf,
): model.Action | undefined {
  const without = new Set(faults.map(({ index }) => index));
  return action === undefined || without.has(undefined)
    ? undefined
    : lowerAction(action, without, homeOf);
}

function lowerAction(
  action: Action,
  without: ReadonlySet<number | undefined>,
  homeOf: HomeOf,
): model.Action | undefined {
  switch (action.$type) {
    case 'StartAction':
    case 'StopAction': {
      const domains = action.domains.flatMap(({ ref }, index) =>
        without.has(index) ? [] : (knownDomain(ref, homeOf)?.name ?? []),
      );
      const kind = action.$type === 'StartAction' ? 'start' : 'stop';
      return domains.length === 0 ? undefined : { kind, domains };
    }
    case 'AddAction':
      return lowerAdd(action, homeOf);
    case 'RemoveAction': {
      const domain = knownDomain(action.domain?.ref, homeOf)?.name;
      const task = action.task?.ref?.name;
      return domain === undefined || task === undefined
        ? undefined
        : { kind: 'remove', domain, task };
    }
    case 'SetAction':
      return lowerSet(action, homeOf);
    case 'MigrateAction': {
      const domain = knownDomain(action.domain?.ref, homeOf)?.name;
      const home = homeOf(action);
      return domain === undefined || home === undefined
        ? undefined
        : { kind: 'migrate', domain, machine: homeName(home) };
    }
    case 'PlanAction': {
      const home = homeOf(action);
      const plan = action.first ? firstPlan : action.plan?.ref?.name;
      return home === undefined || plan === undefined || home.plans.length === 0
        ? undefined
        : { kind: 'plan', machine: homeName(home), plan };
    }
  }
}

/** A domain whose machine is known: the model has no other. */
function knownDomain(domain: Domain | undefined, homeOf: HomeOf): Domain | undefined {
  return domain !== undefined && homeOf(domain) !== undefined ? domain : undefined;
}

function lowerAdd(action: AddAction, homeOf: HomeOf): model.Action | undefined {
  const domain = knownDomain(action.domain?.ref, homeOf);
  const task = action.task === undefined ? undefined : lowerTask(action.task);
  if (domain?.name === undefined || task === undefined) return undefined;
  if (!hasItsPriority(task, guestPolicy(domain, tasksOf(domain), { found: false })))
    return undefined;
  if (isGlobal(domain)) return { kind: 'add', domain: domain.name, task };
  const vcpu = action.vcpu === undefined ? onlyVcpuOf(domain) : action.vcpu.ref?.name;
  return vcpu === undefined
    ? undefined
    : { kind: 'add', domain: domain.name, task: { ...task, vcpu } };
}

function onlyVcpuOf(domain: Domain): string | undefined {
  if (domain.vcpus.length === 0) return 'v0';
  return domain.vcpus.length === 1 ? domain.vcpus[0]?.name : undefined;
}

function lowerSet(action: SetAction, homeOf: HomeOf): model.Action | undefined {
  const flaw: Flaw = { found: false };
  const domain = knownDomain(action.domain?.ref, homeOf)?.name;
  const vcpu = action.vcpu?.ref?.name;
  const period = time(action.period, flaw, 1);
  const budget = time(action.budget, flaw, 1);
  if (flaw.found || domain === undefined || vcpu === undefined) return undefined;
  if (period === undefined && budget === undefined) return undefined;
  return {
    kind: 'set',
    domain,
    vcpu,
    ...(period === undefined ? {} : { period }),
    ...(budget === undefined ? {} : { budget }),
    ...(action.whenQuiet.length === 0 ? {} : { whenQuiet: true }),
  };
}
