import type { ProvenVcpu } from '../../scheduling/facts/proven.ts';
import type { TaskAnalysis } from '../../scheduling/model/analysis.ts';
import type { CompletedVcpu } from '../../scheduling/model/completed.ts';
import type { Task } from '../../scheduling/model/model.ts';
import { formatDuration } from '../../scheduling/text/duration.ts';

/** What tasks ask for, in shares of one core. */
export function tasksUtilization(tasks: readonly Task[]): number {
  return tasks.reduce((sum, { wcet, period }) => sum + wcet / period, 0);
}

/** What a VCPU is promised, in shares of one core; undefined where no budget is promised. */
export function bandwidth({ budget, period }: CompletedVcpu): number | undefined {
  return budget === null || period === null ? undefined : budget / period;
}

/**
 * Its budget and period, what was chosen by the tool marked so; before it what it needs where that
 * is more.
 */
export function vcpuDetail({ vcpu, guest }: ProvenVcpu): string {
  const { budget, period, computed } = vcpu;
  if (budget === null && computed.budget) return 'no budget would do';
  if (budget === null || period === null) return '';
  const smallest = guest.minBudget;
  const needs =
    guest.verdict.kind !== 'unschedulable'
      ? ''
      : smallest === null
        ? 'no budget would do, has '
        : `needs ${formatDuration(smallest)}, has `;
  const chosen = computed.budget || computed.period ? ', chosen' : '';
  return `${needs}${formatDuration(budget)} every ${formatDuration(period)}${chosen}`;
}

/** Its response time against its deadline, or its slack where the test gives no response time. */
export function taskDetail({
  deadline: due,
  response,
  responseIsBound,
  slack,
}: TaskAnalysis): string {
  const deadline = formatDuration(due);
  if (response !== null) {
    const bound = responseIsBound ? 'within ' : '';
    return `${bound}${formatDuration(response)} ${response > due ? '>' : '≤'} ${deadline}`;
  }
  if (slack === null) return `deadline ${deadline}`;
  return slack < 0 ? `short by ${formatDuration(-slack)}` : `slack ${formatDuration(slack)}`;
}
