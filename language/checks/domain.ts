import {
  domainOnWhichMachine,
  runByNoDomain,
  scenarioOnWhichMachine,
  standsOnNoMachine,
} from '../../messages/checks/domain.ts';
import {
  jitterWhereAligned,
  releasesHere,
  sporadicWhereAligned,
  tasksetNotAligned,
} from '../../messages/checks/releases.ts';
import { taskHere } from '../../messages/checks/task.ts';
import {
  type Domain,
  isAddAction,
  type Scenario,
  type Task,
  type Taskset,
  type TasksetUse,
} from '../generated/ast.ts';
import { ignoredOn } from '../policies/ignored.ts';
import { tasksOf } from '../syntax/members.ts';
import { type Check, type CheckContext, check, type Report } from './check.ts';
import { timeAt } from './read.ts';
import { related } from './related.ts';

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

function checkShares(domain: Domain, report: Report, { homeOf }: CheckContext): void {
  const home = homeOf(domain);
  for (const property of ['weight', 'cap'] as const) {
    const message = domain[property].length === 0 ? undefined : ignoredOn(home, property);
    if (message !== undefined) report({ message, node: domain, property });
  }
}

function checkUnused(taskset: Taskset, report: Report, { isReferredTo }: CheckContext): void {
  if (taskset.name === undefined || isReferredTo(taskset)) return;
  report({ message: runByNoDomain(taskset.name), node: taskset, property: 'name' });
}

/** Whether the domain's releases are aligned, and its machine can align them. */
function isAligned(domain: Domain, { homeOf }: CheckContext): boolean {
  const machine = homeOf(domain);
  return (
    domain.releases.length > 0 &&
    machine !== undefined &&
    ignoredOn(machine, 'releases') === undefined
  );
}

/** The attributes with which a task is not released exactly at `offset + k·period`. */
function loose(task: Task): readonly ('jitter' | 'sporadic')[] {
  const jitter = timeAt(task.jitter) ?? 0;
  return [
    ...(jitter > 0 ? (['jitter'] as const) : []),
    ...(task.sporadic.length > 0 ? (['sporadic'] as const) : []),
  ];
}

const sentences = { jitter: jitterWhereAligned, sporadic: sporadicWhereAligned } as const;

function reportTask(task: Task, domain: Domain, report: Report): void {
  for (const property of loose(task)) {
    report({
      message: sentences[property](domain.name),
      node: task,
      property,
      related: related(releasesHere(), domain, 'releases'),
    });
  }
}

function checkReleases(domain: Domain, report: Report, { homeOf }: CheckContext): void {
  if (domain.releases.length === 0) return;
  const message = ignoredOn(homeOf(domain), 'releases');
  if (message !== undefined) report({ message, node: domain, property: 'releases' });
}

function checkTasks(domain: Domain, report: Report, context: CheckContext): void {
  if (!isAligned(domain, context)) return;
  const told = new Set<TasksetUse>();
  for (const { task, run } of tasksOf(domain)) {
    if (run === undefined) reportTask(task, domain, report);
    else if (loose(task).length > 0 && !told.has(run)) {
      told.add(run);
      report({
        message: tasksetNotAligned({ domain: domain.name, task: task.name }),
        node: run,
        property: 'taskset',
        related: related(taskHere(), task, 'name'),
      });
    }
  }
}

function checkAdded(task: Task, report: Report, context: CheckContext): void {
  const domain = isAddAction(task.$container) ? task.$container.domain?.ref : undefined;
  if (domain !== undefined && isAligned(domain, context)) reportTask(task, domain, report);
}

export const domainChecks: readonly Check[] = [
  check('Domain', 'domain/no-machine', 'error', checkMachine),
  check('Scenario', 'scenario/no-machine', 'error', checkMachine),
  check('Domain', 'domain/outside-credit', 'warning', checkShares),
  check('Taskset', 'taskset/unused', 'hint', checkUnused),
  check('Domain', 'domain/releases-ignored', 'hint', checkReleases),
  check('Domain', 'task/not-aligned', 'error', checkTasks),
  check('Task', 'task/not-aligned', 'error', checkAdded),
];
