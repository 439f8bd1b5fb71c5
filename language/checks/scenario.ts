import {
  addedToEveryVcpu,
  alreadyOnMachine,
  endsEarly,
  setsNothing,
  whichVcpu,
} from '../../messages/checks/scenario.ts';
import type { AddAction, MigrateAction, Scenario, SetAction } from '../generated/ast.ts';
import { isGlobal } from '../lowering/domain.ts';
import { walkScenario } from '../scenario/scenario-walk.ts';
import { type Check, type CheckContext, check, type Report } from './check.ts';
import { isCutShort } from './cut-short.ts';
import { timeAt } from './read.ts';

/** The codes of what can be wrong with a step, given those before it. */
const walkCodes = [
  'scenario/not-running',
  'scenario/already-running',
  'scenario/time-backwards',
  'scenario/task-exists',
  'scenario/no-such-task',
  'scenario/hvm-admission',
  'scenario/budget-above-period',
] as const;

function checkSteps(scenario: Scenario, report: Report, { machineOf }: CheckContext): void {
  for (const { code, message, node, property, index } of walkScenario(scenario, machineOf)) {
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

/** A domain that is moved to where it was declared, and has not been moved away. */
function checkSameMachine(
  action: MigrateAction,
  report: Report,
  { machineOf }: CheckContext,
): void {
  const domain = action.domain?.ref;
  const target = action.machine?.ref;
  if (domain === undefined || target === undefined || machineOf(domain) !== target) return;
  const step = action.$container;
  const movedBefore = step.$container.steps
    .slice(0, step.$containerIndex)
    .some(
      (earlier) =>
        earlier.action?.$type === 'MigrateAction' && earlier.action.domain?.ref === domain,
    );
  if (movedBefore) return;
  const message = alreadyOnMachine({ domain: domain.name, machine: target.name });
  report({ message, node: action, property: 'machine' });
}

export const scenarioChecks: readonly Check[] = [
  check('Scenario', walkCodes, 'error', checkSteps),
  check('Scenario', 'scenario/ends-early', 'warning', checkLength),
  check('AddAction', 'scenario/which-vcpu', 'error', checkWhichVcpu),
  check('AddAction', 'scenario/vcpu-ignored', 'warning', checkIgnoredVcpu),
  check('SetAction', 'scenario/set-nothing', 'error', checkSetNothing),
  check('MigrateAction', 'scenario/same-machine', 'warning', checkSameMachine),
];
