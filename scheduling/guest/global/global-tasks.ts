import { costWithSwitches } from '../../demand/guest-demand.ts';
import { priorityGroups } from '../../demand/priority-groups.ts';
import { isEdf } from '../../model/guest-policies.ts';
import type { GlobalProblem } from '../problem.ts';

/** A task as the global test sees it. */
export interface GlobalTask {
  /** Its wcet with switches. */
  readonly cost: number;
  /** How long it can be held up while VCPUs idle: its declared blocking. */
  readonly held: number;
  readonly period: number;
  readonly jitter: number;
  /**
   * What it is tested against: its deadline, and no more than its period, so that its jobs do not
   * overlap.
   */
  readonly due: number;
  /** How much later its deadline is than that; EDF orders by the deadline. */
  readonly later: number;
  /** Which tasks can run in its way, by index. */
  readonly interfering: readonly number[];
}

/**
 * The tasks of a domain that schedules globally, in the order declared. Under EDF every task can
 * run in every other's way, under fixed priorities those that come before or with it; where the
 * kernel has sections that cannot be preempted, a task that comes later can too.
 */
export function globalTasks({
  policy,
  tasks,
  kernelLatency,
  taskSwitch,
}: GlobalProblem): readonly GlobalTask[] {
  const groups = priorityGroups(policy, tasks);
  const rank = new Map(
    groups.flatMap((group, level) => group.map((task) => [task, level] as const)),
  );
  const rankOf = (task: number) => rank.get(task) ?? 0;
  const lowest = groups.length - 1;
  return tasks.map((task, index) => ({
    cost: costWithSwitches({ policy, tasks, kernelLatency, taskSwitch }, task),
    held: rankOf(index) < lowest ? task.blocking : 0,
    period: task.period,
    jitter: task.jitter,
    due: Math.min(task.deadline, task.period),
    later: task.deadline - Math.min(task.deadline, task.period),
    interfering: tasks.flatMap((_, other) => {
      const comes = isEdf(policy) || kernelLatency > 0 || rankOf(other) <= rankOf(index);
      return other !== index && comes ? [other] : [];
    }),
  }));
}
