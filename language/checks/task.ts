import {
  type Domain,
  isAddAction,
  isDomain,
  isTaskset,
  type Task,
  type TasksetUse,
} from '../generated/ast.ts';
import { guestPolicy, isGlobal } from '../lowering/domain.ts';
import { tasksOf } from '../syntax/members.ts';
import { type Check, check, type Report } from './check.ts';
import { isCutShort } from './cut-short.ts';
import { timeAt } from './read.ts';
import { related } from './related.ts';

/** The domain whose own task this is, written in it or added to it. */
function domainOf(task: Task): Domain | undefined {
  const { $container } = task;
  if (isDomain($container)) return $container;
  return isAddAction($container) ? $container.domain?.ref : undefined;
}

function missing(word: 'period' | 'wcet', meaning: string): (task: Task, report: Report) => void {
  return (task, report) => {
    if (task[word].length > 0 || task.name === undefined || isCutShort(task)) return;
    const message = `\`${task.name}\` needs a \`${word}\`: ${meaning}.`;
    report({ message, node: task, property: 'name', data: { missing: word } });
  };
}

function checkWcet(task: Task, report: Report): void {
  const wcet = timeAt(task.wcet);
  const own = task.deadline.length > 0;
  const word = own ? 'deadline' : 'period';
  const deadline = timeAt(task[word]);
  if (wcet === undefined || deadline === undefined || wcet <= deadline) return;
  const message = own
    ? `A wcet of ${task.wcet[0]} never ends within a deadline of ${task.deadline[0]}: make it shorter, or the deadline longer.`
    : `A wcet of ${task.wcet[0]} never ends within the deadline, which is the period of ${task.period[0]}: make it shorter, or write a longer deadline.`;
  report({
    message,
    node: task,
    property: 'wcet',
    related: related(`The ${word} is here.`, task, word),
  });
}

function checkBcet(task: Task, report: Report): void {
  const bcet = timeAt(task.bcet);
  const wcet = timeAt(task.wcet);
  if (bcet === undefined || wcet === undefined || bcet <= wcet) return;
  const message = `The best case of ${task.bcet[0]} is longer than the worst case of ${task.wcet[0]}.`;
  report({
    message,
    node: task,
    property: 'bcet',
    related: related('The wcet is here.', task, 'wcet'),
  });
}

function checkMissingPriority(domain: Domain, report: Report): void {
  const members = tasksOf(domain);
  const { kind } = guestPolicy(domain, members, { found: false });
  if (kind !== 'FP' && kind !== 'FIFO') return;
  const told = new Set<TasksetUse>();
  for (const { task, run } of members) {
    if (task.priority.length > 0 || task.name === undefined || isCutShort(task)) continue;
    if (run === undefined) reportMissingPriority(task, domain, kind, report);
    else if (!told.has(run)) {
      told.add(run);
      const message = `\`${domain.name}\` schedules ${kind}, and \`${task.name}\` of this task set has no \`priority\`: give every task one, larger is more urgent.`;
      report({
        message,
        node: run,
        property: 'taskset',
        related: related('The task is here.', task, 'name'),
      });
    }
  }
}

function checkAddedPriority(task: Task, report: Report): void {
  const domain = isAddAction(task.$container) ? domainOf(task) : undefined;
  if (
    domain === undefined ||
    task.priority.length > 0 ||
    task.name === undefined ||
    isCutShort(task)
  )
    return;
  const { kind } = guestPolicy(domain, tasksOf(domain), { found: false });
  if (kind === 'FP' || kind === 'FIFO') reportMissingPriority(task, domain, kind, report);
}

function reportMissingPriority(task: Task, domain: Domain, kind: string, report: Report): void {
  const written = domain.scheduler.length > 0;
  const why = written
    ? `schedules ${kind}`
    : `schedules ${kind}, because some of its tasks have priorities`;
  const message = `\`${task.name}\` needs a \`priority\`: \`${domain.name}\` ${why}; larger is more urgent.`;
  report({ message, node: task, property: 'name', data: { missing: 'priority' } });
}

const prioritized: ReadonlySet<string> = new Set(['FP', 'FIFO']);

function checkIgnoredPriority(task: Task, report: Report): void {
  const domain = domainOf(task);
  const kind = domain?.scheduler[0]?.kind;
  if (
    domain === undefined ||
    kind === undefined ||
    task.priority.length === 0 ||
    prioritized.has(kind)
  )
    return;
  const how = {
    RM: 'by their periods',
    DM: 'by their deadlines',
    EDF: 'by the deadlines of their jobs',
  }[kind as string];
  const message = `\`priority\` means nothing here: \`${domain.name}\` schedules ${kind}, which orders tasks ${how ?? 'by turns'}.`;
  report({ message, node: task, property: 'priority' });
}

/** Without those whose name is still to be typed. */
function namedVcpus(domain: Domain): string[] {
  return domain.vcpus.flatMap(({ name }) => name ?? []);
}

function vcpuNames(domain: Domain): string {
  return namedVcpus(domain)
    .map((name) => `\`${name}\``)
    .join(', ');
}

function checkNoVcpu(task: Task, report: Report): void {
  const domain = task.$container;
  if (
    !isDomain(domain) ||
    task.name === undefined ||
    task.vcpu.length > 0 ||
    domain.vcpus.length < 2 ||
    namedVcpus(domain).length < 2 ||
    isGlobal(domain) ||
    isCutShort(task)
  )
    return;
  const message = `\`${task.name}\` stands on no VCPU: \`${domain.name}\` has ${vcpuNames(domain)}, say which with \`on\`, or let its scheduler be \`global\`.`;
  report({
    message,
    node: task,
    property: 'name',
    data: { missing: 'on', vcpus: namedVcpus(domain) },
  });
}

function checkRunNoVcpu(run: TasksetUse, report: Report): void {
  const domain = run.$container;
  if (
    run.vcpu !== undefined ||
    namedVcpus(domain).length < 2 ||
    isGlobal(domain) ||
    isCutShort(run)
  )
    return;
  const message = `The tasks of this task set stand on no VCPU: \`${domain.name}\` has ${vcpuNames(domain)}, say which with \`on\`.`;
  report({ message, node: run, data: { missing: 'on', vcpus: namedVcpus(domain) } });
}

function checkMisplacedOn(task: Task, report: Report): void {
  if (task.vcpu.length === 0 || isDomain(task.$container)) return;
  const message = isTaskset(task.$container)
    ? 'A task of a task set says no VCPU: the domain that runs the task set does, as in `run control on v0`.'
    : 'A task that is added says its VCPU after `to`, as in `to guest.v0`.';
  report({ message, node: task, property: 'vcpu' });
}

function checkGlobalOn(task: Task, report: Report): void {
  const domain = task.$container;
  if (task.vcpu.length === 0 || !isDomain(domain) || !isGlobal(domain)) return;
  const message = `\`on\` means nothing here: \`${domain.name}\` lets every task run on every VCPU.`;
  report({ message, node: task, property: 'vcpu' });
}

export const taskChecks: readonly Check[] = [
  check(
    'Task',
    'task/missing-period',
    'error',
    missing('period', 'the least time between two releases, as in `period 10ms`'),
  ),
  check(
    'Task',
    'task/missing-wcet',
    'error',
    missing('wcet', 'the longest a job may run, as in `wcet 1ms`'),
  ),
  check('Task', 'task/wcet-above-deadline', 'error', checkWcet),
  check('Task', 'task/bcet-above-wcet', 'error', checkBcet),
  check('Domain', 'task/missing-priority', 'error', checkMissingPriority),
  check('Task', 'task/missing-priority', 'error', checkAddedPriority),
  check('Task', 'task/priority-ignored', 'warning', checkIgnoredPriority),
  check('Task', 'task/no-vcpu', 'error', checkNoVcpu),
  check('TasksetUse', 'task/no-vcpu', 'error', checkRunNoVcpu),
  check('Task', 'task/misplaced-on', 'error', checkMisplacedOn),
  check('Task', 'task/on-ignored', 'warning', checkGlobalOn),
];
