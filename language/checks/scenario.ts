import {
  addedToEveryVcpu,
  alreadyOnMachine,
  endsEarly,
  setsNothing,
  timeHere,
  whenQuietWithoutPeriod,
  whichVcpu,
} from '../../messages/checks/scenario.ts';
import type {
  AddAction,
  Domain,
  MigrateAction,
  Scenario,
  SetAction,
  Step,
} from '../generated/ast.ts';
import { isGlobal } from '../lowering/domain.ts';
import { type Home, homeName, homeProperty } from '../machines/home.ts';
import { ignoredOn } from '../policies/ignored.ts';
import type { HomeOf } from '../references/visible.ts';
import { walkScenario } from '../scenario/scenario-walk.ts';
import { type Check, type CheckContext, check, type Report } from './check.ts';
import { isCutShort } from './cut-short.ts';
import { timeAt } from './read.ts';
import { related } from './related.ts';
import { gridCodes, gridProblem, writtenTimes } from './vcpu.ts';

/** The codes of a step's problems that depend on the steps before it. */
const walkCodes = [
  'scenario/not-running',
  'scenario/already-running',
  'scenario/time-backwards',
  'scenario/task-exists',
  'scenario/no-such-task',
  'scenario/hvm-admission',
  'scenario/budget-above-period',
] as const;

function checkSteps(scenario: Scenario, report: Report, { homeOf }: CheckContext): void {
  for (const { code, message, node, property, index } of walkScenario(scenario, homeOf)) {
    report({ code, message, node, property, ...(index === undefined ? {} : { index }) });
  }
}

function checkLength(scenario: Scenario, report: Report): void {
  const run = timeAt(scenario.run);
  const last = scenario.steps.findLast(({ at }) => at !== undefined);
  const at = last === undefined ? undefined : timeAt([last.at]);
  const [end] = scenario.run;
  if (run === undefined || end === undefined || at === undefined || last === undefined) return;
  if (at <= run) return;
  report({ message: endsEarly({ end, last: last.at }), node: scenario, property: 'run' });
}

function checkWhichVcpu(action: AddAction, report: Report): void {
  const domain = action.domain?.ref;
  if (
    domain === undefined ||
    action.vcpu !== undefined ||
    isGlobal(domain) ||
    domain.vcpus.length < 2
  )
    return;
  report({
    message: whichVcpu(domain.vcpus.map(({ name }) => `${domain.name}.${name}`)),
    node: action,
    property: 'domain',
    data: { vcpus: domain.vcpus.map(({ name }) => name) },
  });
}

function checkIgnoredVcpu(action: AddAction, report: Report): void {
  const domain = action.domain?.ref;
  if (domain === undefined || action.vcpu === undefined || !isGlobal(domain)) return;
  report({ message: addedToEveryVcpu(domain.name), node: action, property: 'vcpu' });
}

function checkSetNothing(action: SetAction, report: Report): void {
  if (
    action.period.length > 0 ||
    action.budget.length > 0 ||
    action.vcpu === undefined ||
    isCutShort(action)
  )
    return;
  report({
    message: setsNothing(),
    node: action,
  });
}

/** Reports a domain that is moved to the machine it was declared on and has not left. */
function checkSameMachine(action: MigrateAction, report: Report, { homeOf }: CheckContext): void {
  const domain = action.domain?.ref;
  const target = homeOf(action);
  if (domain === undefined || target === undefined || homeOf(domain) !== target) return;
  const step = action.$container;
  const movedBefore = step.$container.steps
    .slice(0, step.$containerIndex)
    .some(
      (earlier) =>
        earlier.action?.$type === 'MigrateAction' && earlier.action.domain?.ref === domain,
    );
  if (movedBefore) return;
  const message = alreadyOnMachine({ domain: domain.name, machine: homeName(target) });
  report({ message, node: action, property: homeProperty(action) });
}

/** The machine or pool of a domain when a step begins. */
function homeBefore(step: Step, domain: Domain, homeOf: HomeOf): Home | undefined {
  const moves = stepsBefore(step).flatMap(({ action }) =>
    action?.$type === 'MigrateAction' && action.domain?.ref === domain ? [action] : [],
  );
  const last = moves.at(-1);
  return homeOf(last ?? domain);
}

function stepsBefore(step: Step): readonly Step[] {
  return step.$container.steps.slice(0, step.$containerIndex);
}

function checkSetGrid(action: SetAction, report: Report, { homeOf }: CheckContext): void {
  const domain = action.domain?.ref;
  if (domain === undefined) return;
  const home = homeBefore(action.$container, domain, homeOf);
  for (const property of ['period', 'budget'] as const) {
    for (const text of action[property]) {
      const problem = gridProblem(text, home);
      if (problem !== undefined) report({ ...problem, node: action, property });
    }
  }
}

/** Times that the machine a domain is moved to cannot count; those set meanwhile stand for them. */
function checkMoveGrid(action: MigrateAction, report: Report, { homeOf }: CheckContext): void {
  const domain = action.domain?.ref;
  const target = homeOf(action);
  if (domain === undefined || target === undefined) return;
  for (const vcpu of domain.vcpus) {
    const sets = stepsBefore(action.$container).flatMap(({ action: earlier }) =>
      earlier?.$type === 'SetAction' && earlier.vcpu?.ref === vcpu ? [earlier] : [],
    );
    for (const [property, texts] of writtenTimes(vcpu)) {
      const set = sets.findLast((one) => timesSet(one, property).length > 0);
      const now = set === undefined ? texts : timesSet(set, property);
      const problem = now.map((text) => gridProblem(text, target)).find((each) => each);
      if (problem === undefined) continue;
      const place = related(timeHere(), set ?? vcpu, property);
      report({ ...problem, node: action, property: homeProperty(action), related: place });
    }
  }
}

function timesSet(action: SetAction, property: string): readonly string[] {
  return property === 'period' || property === 'budget' ? action[property] : [];
}

/** Reports leave to wait for a new period where none is set, or the machine reads none. */
function checkWhenQuiet(action: SetAction, report: Report, { homeOf }: CheckContext): void {
  const domain = action.domain?.ref;
  const { period, budget, whenQuiet } = action;
  if (domain === undefined || whenQuiet.length === 0 || period.length + budget.length === 0) return;
  const home = homeBefore(action.$container, domain, homeOf);
  const message =
    period.length === 0 ? whenQuietWithoutPeriod() : ignoredOn(home, 'period', 'when-quiet');
  if (message !== undefined) report({ message, node: action, property: 'whenQuiet' });
}

export const scenarioChecks: readonly Check[] = [
  check('Scenario', walkCodes, 'error', checkSteps),
  check('Scenario', 'scenario/ends-early', 'warning', checkLength),
  check('AddAction', 'scenario/which-vcpu', 'error', checkWhichVcpu),
  check('AddAction', 'scenario/vcpu-ignored', 'warning', checkIgnoredVcpu),
  check('SetAction', 'scenario/set-nothing', 'error', checkSetNothing),
  check('SetAction', 'scenario/when-quiet-ignored', 'warning', checkWhenQuiet),
  check('SetAction', gridCodes, 'error', checkSetGrid),
  check('MigrateAction', gridCodes, 'error', checkMoveGrid),
  check('MigrateAction', 'scenario/same-machine', 'warning', checkSameMachine),
];
