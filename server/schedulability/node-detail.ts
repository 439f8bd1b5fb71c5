import { noBudgetWouldDo } from '../../messages/editor/hints.ts';
import {
  budgetDetail,
  deadlineDetail,
  responseDetail,
  slackDetail,
} from '../../messages/editor/tree.ts';
import type { ProvenVcpu } from '../../scheduling/facts/proven.ts';
import type { TaskAnalysis } from '../../scheduling/model/analysis.ts';
import type { CompletedVcpu } from '../../scheduling/model/completed.ts';
import type { Task } from '../../scheduling/model/model.ts';

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
  if (budget === null && computed.budget) return noBudgetWouldDo();
  if (budget === null || period === null) return '';
  const needs = guest.verdict.kind === 'unschedulable' ? (guest.minBudget ?? 'none') : null;
  return budgetDetail(budget, period, computed.budget || computed.period, needs);
}

/** Its response time against its deadline, or its slack where the test gives no response time. */
export function taskDetail(task: TaskAnalysis): string {
  const { deadline, response, responseIsBound, slack } = task;
  if (response !== null) return responseDetail(response, deadline, responseIsBound);
  return slack === null ? deadlineDetail(deadline) : slackDetail(slack);
}
