import {
  domainOnWhichMachine,
  runByNoDomain,
  scenarioOnWhichMachine,
  standsOnNoMachine,
} from '../../messages/checks/domain.ts';
import type { Domain, Scenario, Taskset } from '../generated/ast.ts';
import { ignoredOn } from '../policies/ignored.ts';
import { type Check, type CheckContext, check, type Report } from './check.ts';

const onWhichMachine = { Domain: domainOnWhichMachine, Scenario: scenarioOnWhichMachine };

/** As many machines as are offered to a domain that names none. */
const mostOffered = 20;

/** A domain or a scenario may leave `on` out only where exactly one machine is visible. */
function checkMachine(node: Domain | Scenario, report: Report, { visible }: CheckContext): void {
  if (node.machine !== undefined || node.name === undefined || visible.onlyMachine !== undefined)
    return;
  const { name } = node;
  // Nobody chooses among more, and each of many domains may have to say so.
  const machines = [...visible.declarations.Machine.keys()].slice(0, mostOffered);
  const [first, ...others] = machines;
  const message =
    first === undefined
      ? standsOnNoMachine(name)
      : onWhichMachine[node.$type]({ name, machines: [first, ...others] });
  report({ message, node, property: 'name', data: { machines } });
}

function checkShares(domain: Domain, report: Report, { machineOf }: CheckContext): void {
  const machine = machineOf(domain);
  for (const property of ['weight', 'cap'] as const) {
    const message = domain[property].length === 0 ? undefined : ignoredOn(machine, property);
    if (message !== undefined) report({ message, node: domain, property });
  }
}

function checkUnused(taskset: Taskset, report: Report, { isReferredTo }: CheckContext): void {
  if (taskset.name === undefined || isReferredTo(taskset)) return;
  report({ message: runByNoDomain(taskset.name), node: taskset, property: 'name' });
}

export const domainChecks: readonly Check[] = [
  check('Domain', 'domain/no-machine', 'error', checkMachine),
  check('Scenario', 'scenario/no-machine', 'error', checkMachine),
  check('Domain', 'domain/outside-credit', 'warning', checkShares),
  check('Taskset', 'taskset/unused', 'hint', checkUnused),
];
