import type { Domain, Scenario, Taskset } from '../generated/ast.ts';
import { type Check, type CheckContext, check, type Report } from './check.ts';

/** Where `on` is left out, just one machine must be known. */
function checkMachine(node: Domain | Scenario, report: Report, { visible }: CheckContext): void {
  if (node.machine !== undefined || node.name === undefined || visible.onlyMachine !== undefined)
    return;
  const machines = [...visible.declarations.Machine.keys()];
  const kind = node.$type === 'Domain' ? 'domain' : 'scenario';
  const message =
    machines.length === 0
      ? `\`${node.name}\` stands on no machine: declare one, or import the file that does.`
      : `Say which machine this ${kind} is on: there are ${machines.map((name) => `\`${name}\``).join(', ')}, as in \`${kind} ${node.name} on ${machines[0]}\`.`;
  report({ message, node, property: 'name', data: { machines } });
}

function checkCredit(domain: Domain, report: Report, { machineOf }: CheckContext): void {
  const machine = machineOf(domain);
  const kind = machine?.scheduler.length === 0 ? 'EDF' : machine?.scheduler[0]?.kind;
  if (machine === undefined || kind === undefined || kind === 'credit') return;
  for (const property of ['weight', 'cap'] as const) {
    if (domain[property].length === 0) continue;
    const message = `\`${property}\` means nothing here: \`${machine.name}\` schedules ${kind}, only \`credit\` has it.`;
    report({ message, node: domain, property });
  }
}

function checkUnused(taskset: Taskset, report: Report, { isReferredTo }: CheckContext): void {
  if (taskset.name === undefined || isReferredTo(taskset)) return;
  const message = `No domain runs \`${taskset.name}\`: its tasks are in no system. Write \`run ${taskset.name}\` in a domain.`;
  report({ message, node: taskset, property: 'name' });
}

export const domainChecks: readonly Check[] = [
  check('Domain', 'domain/no-machine', 'error', checkMachine),
  check('Scenario', 'scenario/no-machine', 'error', checkMachine),
  check('Domain', 'domain/outside-credit', 'warning', checkCredit),
  check('Taskset', 'taskset/unused', 'hint', checkUnused),
];
