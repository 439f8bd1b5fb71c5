import { domainWindows, runsGlobally } from '../choose/guest-problem.ts';
import type { TaskAnalysis, Witness } from '../model/analysis.ts';
import type { Element } from '../model/element.ts';
import { hasServers, traitsOf } from '../model/policies.ts';
import { formatDuration } from '../text/duration.ts';
import type { VcpuContext } from './context.ts';
import type { Finding, RelatedElement } from './finding.ts';
import { sentence } from './sentence.ts';

/**
 * What is found inside one VCPU: hard and soft tasks that can miss, and budgets that give too much
 * or nothing.
 */
export function guestFindings(context: VcpuContext): readonly Finding[] {
  const { machine, analysis, tasks, vcpu } = context;
  // What the windows lack is an error in the text.
  const { policy } = machine;
  const { gives } = traitsOf(policy);
  if (gives === 'shares' || (gives === 'windows' && windowsOf(context) === null)) return [];
  const found: Finding[] = [];
  const hard = tasks.filter((task) => !task.soft);
  const told = !runsGlobally(context.domain) || tasks.length > 0;
  if (told && analysis.verdict.kind === 'unschedulable' && !isToldByText(context, hard))
    found.push(unschedulable(context, hard));
  if (told && analysis.verdict.kind === 'unknown')
    found.push(notProven(context, analysis.verdict.reason));
  for (const task of tasks) {
    const fails = task.soft && task.verdict.kind !== 'schedulable';
    if (fails && !isToldByText(context, [task])) found.push(softCanMiss(context, task));
  }
  if (isOversized(context)) found.push(oversized(context));
  const complete = !context.domain.incomplete;
  if (complete && hasServers(policy) && vcpu.period === null && tasksOf(context).length === 0) {
    found.push(getsNothing(context));
  }
  return found;
}

function windowsOf({ facts, machine, domain }: VcpuContext) {
  return domainWindows(facts, machine.domains, domain);
}

/**
 * Whether no task can miss but those that could not make it even alone, which is an error in the
 * text.
 */
function isToldByText({ domain }: VcpuContext, tasks: readonly TaskAnalysis[]): boolean {
  const hopeless = new Set(
    domain.tasks.filter((task) => task.wcet > task.deadline).map(({ name }) => name),
  );
  const failing = tasks.filter(({ verdict }) => verdict.kind !== 'schedulable');
  return failing.length > 0 && failing.every(({ task }) => hopeless.has(task));
}

function unschedulable(context: VcpuContext, hard: readonly TaskAnalysis[]): Finding {
  const { analysis, vcpu } = context;
  const failing = hard.filter((task) => task.verdict.kind === 'unschedulable');
  const named = failing.find((task) => task.task === analysis.witness?.task) ?? failing[0];
  const reason =
    analysis.verdict.kind === 'unschedulable'
      ? `${label(context)}: ${analysis.verdict.reason}`
      : '';
  const known = vcpu.budget !== null || !hasServers(context.machine.policy);
  const what = known && named !== undefined ? canMiss(context, named) : reason;
  const fixable =
    analysis.minBudget !== null || !hasServers(context.machine.policy) || named === undefined;
  return {
    code: 'guest-unschedulable',
    severity: 'error',
    ...(fixable ? atVcpu(context) : atTask(context, named.task)),
    message: `${sentence(what)}${remedy(context)}`,
    related: relatedTasks(context, named?.task, new Set(failing.map((task) => task.task))),
  };
}

/**
 * `actuate can miss its 15 ms deadline by 0.85 ms: in a window of 15 ms guest1.v0 is sure to supply
 * 4.6 ms, 5.05 ms are asked for`
 */
function canMiss(context: VcpuContext, task: TaskAnalysis): string {
  const { witness } = context.analysis;
  const mine = witness?.task === task.task ? witness : null;
  const late = lateness(context, task, mine);
  const by = late === null || late <= 0 ? '' : ` by ${formatDuration(late)}`;
  const what = `${task.task} can miss its ${formatDuration(task.deadline)} deadline${by}`;
  if (witness === null || witness.demand <= witness.supply) {
    return `${what}: in the long run its tasks ask for more than ${label(context)} is sure to supply`;
  }
  const { time, supply, demand } = witness;
  return `${what}: in a window of ${formatDuration(time)} ${label(context)} is sure to supply ${formatDuration(supply)}, ${formatDuration(demand)} are asked for`;
}

/**
 * How late the task can be: by its response time, or by when the supply catches up with the demand
 * of the witness.
 */
function lateness(
  context: VcpuContext,
  task: TaskAnalysis,
  witness: Witness | null,
): number | null {
  if (task.response !== null) return task.response - task.deadline;
  if (witness === null || runsGlobally(context.domain)) return null;
  const done = context.supply()?.inverse(witness.demand) ?? Number.POSITIVE_INFINITY;
  return Number.isFinite(done) ? done - witness.time : null;
}

function remedy(context: VcpuContext): string {
  const { machine, analysis, vcpu } = context;
  if (!hasServers(machine.policy)) return '';
  if (analysis.minBudget !== null) {
    return analysis.minBudget > (vcpu.budget ?? 0)
      ? ` A budget of ${formatDuration(analysis.minBudget)} would do.`
      : '';
  }
  if (vcpu.period === null) return '';
  return ` With a period of ${formatDuration(vcpu.period)} no budget would do.`;
}

function notProven(context: VcpuContext, reason: string): Finding {
  const { analysis } = context;
  const shown = analysis.minBudget !== null && analysis.minBudget > (context.vcpu.budget ?? 0);
  const would = shown
    ? ` A budget of ${formatDuration(analysis.minBudget ?? 0)} would be proven to do.`
    : '';
  return {
    code: 'not-proven',
    severity: 'warning',
    ...atVcpu(context),
    message: `${sentence(`${label(context)} is not proven to serve its tasks: ${reason}`)}${would} Tried: ${analysis.test.name}. A simulation can show more.`,
    related: relatedTasks(context, undefined, new Set()),
  };
}

function softCanMiss(context: VcpuContext, task: TaskAnalysis): Finding {
  const certain = task.verdict.kind === 'unschedulable';
  const reason = task.verdict.kind === 'schedulable' ? '' : task.verdict.reason;
  const { minBudget } = context.analysis;
  const budget = context.vcpu.budget ?? 0;
  const would =
    minBudget !== null && minBudget > budget
      ? ` A budget of ${formatDuration(minBudget)} would do.`
      : '';
  return {
    code: 'soft-can-miss',
    severity: 'warning',
    element: { kind: 'task', domain: context.domain.name, task: task.task },
    message: certain
      ? `${sentence(canMiss(context, task))}${would}`
      : `${sentence(reason)}${would}`,
    related: [{ element: vcpuElement(context), message: supplyText(context) }],
  };
}

/**
 * How much more than the smallest budget is far above it: by half, and by a twentieth of a core.
 */
function isOversized({ domain, vcpu, analysis }: VcpuContext): boolean {
  const { budget, period } = vcpu;
  const least = analysis.minBudget;
  if (
    budget === null ||
    period === null ||
    least === null ||
    vcpu.computed.budget ||
    domain.incomplete
  )
    return false;
  return least > 0 && budget > 1.5 * least && budget - least > 0.05 * period;
}

function oversized(context: VcpuContext): Finding {
  const { vcpu, analysis } = context;
  return {
    code: 'budget-oversized',
    severity: 'hint',
    ...atVcpu(context),
    message: `The budget of ${label(context)} is ${formatDuration(vcpu.budget ?? 0)}; ${formatDuration(analysis.minBudget ?? 0)} would serve its tasks.`,
    related: [],
  };
}

function getsNothing(context: VcpuContext): Finding {
  return {
    code: 'vcpu-gets-nothing',
    severity: 'warning',
    element: vcpuElement(context),
    message: `${label(context)} has no tasks and no budget, so it is given no time. Write a period and a budget, or put a task on it.`,
    related: [],
  };
}

/**
 * The tasks that fill the window, those that can miss first to be seen, and what the machine gives.
 */
function relatedTasks(
  context: VcpuContext,
  named: string | undefined,
  failing: ReadonlySet<string>,
): RelatedElement[] {
  const related: RelatedElement[] = tasksOf(context)
    .slice(0, 12)
    .map(({ name, wcet, period }) => {
      const asks = `${name} asks for ${formatDuration(wcet)} in every ${formatDuration(period)}`;
      const too = name !== named && failing.has(name) ? ' and can miss its deadline too' : '';
      return {
        element: { kind: 'task', domain: context.domain.name, task: name },
        message: `${asks}${too}`,
      };
    });
  related.push({
    element: { kind: 'machine', machine: context.machine.name },
    message: supplyText(context),
  });
  return related;
}

function supplyText(context: VcpuContext): string {
  const { machine, vcpu, analysis } = context;
  const gap =
    analysis.longestGap === null || analysis.longestGap === 0
      ? ''
      : `, at worst after ${formatDuration(analysis.longestGap)} without`;
  if (vcpu.period === null || vcpu.budget === null)
    return `${machine.name} runs ${label(context)}${gap}`;
  return `${machine.name} gives ${label(context)} ${formatDuration(vcpu.budget)} in every ${formatDuration(vcpu.period)}${gap}`;
}

function tasksOf({ domain, vcpu }: VcpuContext) {
  return domain.global ? domain.tasks : domain.tasks.filter((task) => task.vcpu === vcpu.name);
}

function atVcpu(context: VcpuContext): Pick<Finding, 'element' | 'attribute'> {
  const written = context.vcpu.budget !== null && !context.vcpu.computed.budget;
  return { element: vcpuElement(context), ...(written ? { attribute: 'budget' } : {}) };
}

function atTask(context: VcpuContext, task: string): Pick<Finding, 'element' | 'attribute'> {
  return { element: { kind: 'task', domain: context.domain.name, task }, attribute: 'wcet' };
}

function vcpuElement({ domain, vcpu }: VcpuContext): Element {
  return { kind: 'vcpu', domain: domain.name, vcpu: vcpu.name };
}

function label({ domain, vcpu }: VcpuContext): string {
  return runsGlobally(domain) ? domain.name : `${domain.name}.${vcpu.name}`;
}
