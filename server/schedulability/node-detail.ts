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

/** The utilization of tasks, in shares of one core. */
export function tasksUtilization(tasks: readonly Task[]): number {
  return tasks.reduce((sum, { wcet, period }) => sum + wcet / period, 0);
}

/** The bandwidth of a VCPU, in shares of one core; undefined without a promised budget. */
export function bandwidth({ budget, period }: CompletedVcpu): number | undefined {
  return budget === null || period === null ? undefined : budget / period;
}

/**
 * The budget and period of a VCPU, with a mark for the tool's choices. A sufficient budget comes
 * first if it is larger.
 */
export function vcpuDetail({ vcpu, guest }: ProvenVcpu): string {
  const { budget, period, computed } = vcpu;
  if (budget === null && computed.budget) return noBudgetWouldDo();
  if (budget === null || period === null) return '';
  const needs = guest.verdict.kind === 'unschedulable' ? (guest.minBudget ?? 'none') : null;
  return budgetDetail(budget, period, computed.budget || computed.period, needs);
}

/**
 * The response time of a task against its deadline, or its slack if the test gives no response
 * time.
 */
export function taskDetail(task: TaskAnalysis): string {
  const { deadline, response, responseIsBound, slack } = task;
  if (response !== null) return responseDetail(response, deadline, responseIsBound);
  return slack === null ? deadlineDetail(deadline) : slackDetail(slack);
}
