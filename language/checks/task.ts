import {
  bcetAboveWcet,
  type IgnoredPriority,
  needsPeriod,
  needsWcet,
  onEveryVcpu,
  orderedByDeadlines,
  orderedByJobs,
  orderedByPeriods,
  orderedByTurns,
  taskHere,
  taskNeedsPriority,
  taskNeedsPriorityAsOthers,
  taskOnNoVcpu,
  tasksetNeedsPriorities,
  tasksetOnNoVcpu,
  vcpuInTaskset,
  vcpuOfAddedTask,
  wcetAboveDeadline,
  wcetAbovePeriod,
  wcetHere,
} from '../../messages/checks/task.ts';
import { deadlineHere, periodHere } from '../../messages/checks/vcpu.ts';
import {
  type GuestOrder,
  guestPolicies,
  needsPriorities,
} from '../../scheduling/model/guest-policies.ts';
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

/** The domain of a task that is written in it or added to it. */
function domainOf(task: Task): Domain | undefined {
  const { $container } = task;
  if (isDomain($container)) return $container;
  return isAddAction($container) ? $container.domain?.ref : undefined;
}

function missing(
  word: 'period' | 'wcet',
  sayNeeded: (task: string) => string,
): (task: Task, report: Report) => void {
  return (task, report) => {
    if (task[word].length > 0 || task.name === undefined || isCutShort(task)) return;
    report({
      message: sayNeeded(task.name),
      node: task,
      property: 'name',
      data: { missing: word },
    });
  };
}

function checkWcet(task: Task, report: Report): void {
  const own = task.deadline.length > 0;
  const word = own ? 'deadline' : 'period';
  const [wcet, due] = [task.wcet[0], task[word][0]];
  const [wcetNs, dueNs] = [timeAt(task.wcet), timeAt(task[word])];
  if (wcet === undefined || due === undefined) return;
  if (wcetNs === undefined || dueNs === undefined || wcetNs <= dueNs) return;
  report({
    message: own
      ? wcetAboveDeadline({ wcet, deadline: due })
      : wcetAbovePeriod({ wcet, period: due }),
    node: task,
    property: 'wcet',
    related: related(own ? deadlineHere() : periodHere(), task, word),
  });
}

function checkBcet(task: Task, report: Report): void {
  const [bcet, wcet] = [task.bcet[0], task.wcet[0]];
  const [bcetNs, wcetNs] = [timeAt(task.bcet), timeAt(task.wcet)];
  if (bcet === undefined || wcet === undefined) return;
  if (bcetNs === undefined || wcetNs === undefined || bcetNs <= wcetNs) return;
  report({
    message: bcetAboveWcet({ bcet, wcet }),
    node: task,
    property: 'bcet',
    related: related(wcetHere(), task, 'wcet'),
  });
}

function checkMissingPriority(domain: Domain, report: Report): void {
  const members = tasksOf(domain);
  const { kind } = guestPolicy(domain, members, { found: false });
  if (!needsPriorities(kind)) return;
  const told = new Set<TasksetUse>();
  for (const { task, run } of members) {
    if (task.priority.length > 0 || task.name === undefined || isCutShort(task)) continue;
    if (run === undefined) reportMissingPriority(task, domain, kind, report);
    else if (!told.has(run)) {
      told.add(run);
      report({
        message: tasksetNeedsPriorities({ domain: domain.name, policy: kind, task: task.name }),
        node: run,
        property: 'taskset',
        related: related(taskHere(), task, 'name'),
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
  if (needsPriorities(kind)) reportMissingPriority(task, domain, kind, report);
}

function reportMissingPriority(task: Task, domain: Domain, kind: string, report: Report): void {
  const written = domain.scheduler.length > 0;
  const without = { task: task.name, domain: domain.name, policy: kind };
  const message = written ? taskNeedsPriority(without) : taskNeedsPriorityAsOthers(without);
  report({ message, node: task, property: 'name', data: { missing: 'priority' } });
}

/** The sentence for each order of tasks other than by priority. */
const orderedBy: Readonly<
  Record<Exclude<GuestOrder, 'priority'>, (ignored: IgnoredPriority) => string>
> = {
  period: orderedByPeriods,
  deadline: orderedByDeadlines,
  'absolute-deadline': orderedByJobs,
  turns: orderedByTurns,
};

function checkIgnoredPriority(task: Task, report: Report): void {
  const domain = domainOf(task);
  const kind = domain?.scheduler[0]?.kind;
  if (domain === undefined || kind === undefined || task.priority.length === 0) return;
  const { order } = guestPolicies[kind];
  if (order === 'priority') return;
  report({
    message: orderedBy[order]({ domain: domain.name, policy: kind }),
    node: task,
    property: 'priority',
  });
}

/** The names of a domain's VCPUs, without those still to be typed. */
function namedVcpus(domain: Domain): string[] {
  return domain.vcpus.flatMap(({ name }) => name ?? []);
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
  const vcpus = namedVcpus(domain);
  report({
    message: taskOnNoVcpu({ task: task.name, domain: domain.name, vcpus }),
    node: task,
    property: 'name',
    data: { missing: 'on', vcpus },
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
  const vcpus = namedVcpus(domain);
  const message = tasksetOnNoVcpu({ domain: domain.name, vcpus });
  report({ message, node: run, data: { missing: 'on', vcpus } });
}

function checkMisplacedOn(task: Task, report: Report): void {
  if (task.vcpu.length === 0 || isDomain(task.$container)) return;
  const message = isTaskset(task.$container) ? vcpuInTaskset() : vcpuOfAddedTask();
  report({ message, node: task, property: 'vcpu' });
}

function checkGlobalOn(task: Task, report: Report): void {
  const domain = task.$container;
  if (task.vcpu.length === 0 || !isDomain(domain) || !isGlobal(domain)) return;
  report({ message: onEveryVcpu(domain.name), node: task, property: 'vcpu' });
}

export const taskChecks: readonly Check[] = [
  check('Task', 'task/missing-period', 'error', missing('period', needsPeriod)),
  check('Task', 'task/missing-wcet', 'error', missing('wcet', needsWcet)),
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
