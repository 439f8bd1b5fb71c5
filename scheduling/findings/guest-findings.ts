import { domainWindows, runsGlobally } from '../choose/guest-problem.ts';
import { shortageOf } from '../guest/shortage.ts';
import type { TaskAnalysis, Verdict, Witness } from '../model/analysis.ts';
import type { Element } from '../model/element.ts';
import { hasServers, traitsOf } from '../model/policies.ts';
import type { Reason } from '../model/reason.ts';
import type { VcpuContext } from './context.ts';
import type { BudgetRemedy, CanMiss, Finding, Served } from './finding.ts';
import type { RelatedElement, RelatedRole } from './related.ts';

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
    found.push(unschedulable(context, hard, analysis.verdict.reason));
  if (told && analysis.verdict.kind === 'unknown')
    found.push(notProven(context, analysis.verdict.reason));
  for (const task of tasks) {
    if (!task.soft || task.verdict.kind === 'schedulable') continue;
    if (!isToldByText(context, [task])) found.push(softCanMiss(context, task, task.verdict));
  }
  found.push(...oversized(context));
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

function unschedulable(
  context: VcpuContext,
  hard: readonly TaskAnalysis[],
  reason: Reason,
): Finding {
  const { analysis, vcpu } = context;
  const failing = hard.filter((task) => task.verdict.kind === 'unschedulable');
  const named = failing.find((task) => task.task === analysis.witness?.task) ?? failing[0];
  const known = vcpu.budget !== null || !hasServers(context.machine.policy);
  const fixable =
    analysis.minBudget !== null || !hasServers(context.machine.policy) || named === undefined;
  return {
    code: 'guest-unschedulable',
    severity: 'error',
    ...(fixable ? atVcpu(context) : atTask(context, named.task)),
    data: {
      served: served(context),
      what: known && named !== undefined ? canMiss(context, named) : { kind: 'fails', reason },
      remedy: remedy(context),
    },
    related: relatedTasks(context, named?.task, new Set(failing.map((task) => task.task))),
  };
}

/** That the task can miss, with the window of the VCPU's witness. */
function canMiss(context: VcpuContext, task: TaskAnalysis): CanMiss {
  const { witness } = context.analysis;
  const mine = witness?.task === task.task ? witness : null;
  const late = lateness(context, task, mine);
  return {
    kind: 'can-miss',
    task: task.task,
    deadline: task.deadline,
    late: late === null || late <= 0 ? null : late,
    shortage: shortageOf(witness),
  };
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

function remedy({ machine, analysis, vcpu }: VcpuContext): BudgetRemedy | null {
  if (!hasServers(machine.policy)) return null;
  if (analysis.minBudget !== null) {
    return analysis.minBudget > (vcpu.budget ?? 0)
      ? { kind: 'enough', budget: analysis.minBudget }
      : null;
  }
  return vcpu.period === null ? null : { kind: 'no-budget', period: vcpu.period };
}

/** The smallest budget that does, where that is more than the VCPU has. */
function enough({ analysis, vcpu }: VcpuContext): number | null {
  const { minBudget } = analysis;
  return minBudget !== null && minBudget > (vcpu.budget ?? 0) ? minBudget : null;
}

function notProven(context: VcpuContext, reason: Reason): Finding {
  const { test } = context.analysis;
  return {
    code: 'not-proven',
    severity: 'warning',
    ...atVcpu(context),
    data: { kind: 'guest', served: served(context), reason, test, enough: enough(context) },
    related: relatedTasks(context, undefined, new Set()),
  };
}

function softCanMiss(
  context: VcpuContext,
  task: TaskAnalysis,
  verdict: Exclude<Verdict, { kind: 'schedulable' }>,
): Finding {
  return {
    code: 'soft-can-miss',
    severity: 'warning',
    element: { kind: 'task', domain: context.domain.name, task: task.task },
    data: {
      served: served(context),
      what:
        verdict.kind === 'unschedulable'
          ? canMiss(context, task)
          : { kind: 'not-proven', reason: verdict.reason },
      enough: enough(context),
    },
    related: [{ element: vcpuElement(context), role: supplies(context) }],
  };
}

/** A budget far above the smallest that does: by half, and by a twentieth of a core. */
function oversized(context: VcpuContext): readonly Finding[] {
  const { domain, vcpu, analysis } = context;
  const { budget, period } = vcpu;
  const least = analysis.minBudget;
  if (budget === null || period === null || least === null) return [];
  if (vcpu.computed.budget || domain.incomplete) return [];
  if (least <= 0 || budget <= 1.5 * least || budget - least <= 0.05 * period) return [];
  const data = { served: served(context), budget, enough: least };
  return [{ code: 'budget-oversized', severity: 'hint', ...atVcpu(context), data, related: [] }];
}

function getsNothing(context: VcpuContext): Finding {
  return {
    code: 'vcpu-gets-nothing',
    severity: 'warning',
    element: vcpuElement(context),
    data: { served: served(context) },
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
  const domain = context.domain.name;
  const related = tasksOf(context)
    .slice(0, 12)
    .map(({ name: task, wcet, period }): RelatedElement => {
      const misses = task !== named && failing.has(task);
      return {
        element: { kind: 'task', domain, task },
        role: { kind: 'asks', task, wcet, period, misses },
      };
    });
  const machine = context.machine.name;
  related.push({ element: { kind: 'machine', machine }, role: supplies(context) });
  return related;
}

function supplies(context: VcpuContext): RelatedRole {
  const { machine, vcpu, analysis } = context;
  const { period, budget } = vcpu;
  return {
    kind: 'supplies',
    machine: machine.name,
    served: served(context),
    interface: period === null || budget === null ? null : { budget, period },
    gap: analysis.longestGap === 0 ? null : analysis.longestGap,
  };
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

function served({ domain, vcpu }: VcpuContext): Served {
  return { domain: domain.name, vcpu: runsGlobally(domain) ? null : vcpu.name };
}
