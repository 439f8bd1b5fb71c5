import {
  domainOnWhichMachine,
  onlyUnderCredit,
  runByNoDomain,
  scenarioOnWhichMachine,
  standsOnNoMachine,
} from '../../messages/checks/domain.ts';
import type { Domain, Scenario, Taskset } from '../generated/ast.ts';
import { type Check, type CheckContext, check, type Report } from './check.ts';

const onWhichMachine = { Domain: domainOnWhichMachine, Scenario: scenarioOnWhichMachine };

/** Where `on` is left out, just one machine must be known. */
function checkMachine(node: Domain | Scenario, report: Report, { visible }: CheckContext): void {
  if (node.machine !== undefined || node.name === undefined || visible.onlyMachine !== undefined)
    return;
  const { name } = node;
  const machines = [...visible.declarations.Machine.keys()];
  const [first, ...others] = machines;
  const message =
    first === undefined
      ? standsOnNoMachine(name)
      : onWhichMachine[node.$type]({ name, machines: [first, ...others] });
  report({ message, node, property: 'name', data: { machines } });
}

function checkCredit(domain: Domain, report: Report, { machineOf }: CheckContext): void {
  const machine = machineOf(domain);
  const kind = machine?.scheduler.length === 0 ? 'EDF' : machine?.scheduler[0]?.kind;
  if (machine === undefined || kind === undefined || kind === 'credit') return;
  for (const property of ['weight', 'cap'] as const) {
    if (domain[property].length === 0) continue;
    const message = onlyUnderCredit({ attribute: property, machine: machine.name, policy: kind });
    report({ message, node: domain, property });
  }
}

function checkUnused(taskset: Taskset, report: Report, { isReferredTo }: CheckContext): void {
  if (taskset.name === undefined || isReferredTo(taskset)) return;
  report({ message: runByNoDomain(taskset.name), node: taskset, property: 'name' });
}

export const domainChecks: readonly Check[] = [
  check('Domain', 'domain/no-machine', 'error', checkMachine),
  check('Scenario', 'scenario/no-machine', 'error', checkMachine),
  check('Domain', 'domain/outside-credit', 'warning', checkCredit),
  check('Taskset', 'taskset/unused', 'hint', checkUnused),
];
