import { costWithSwitches } from '../../demand/guest-demand.ts';
import { priorityGroups } from '../../demand/priority-groups.ts';
import { isEdf } from '../../model/guest-policies.ts';
import type { GlobalProblem } from '../problem.ts';

/** A task as the global test sees it. Times are in ns. */
export interface GlobalTask {
  /** Its WCET with switches. */
  readonly cost: number;
  /** The longest time that it can be held up while VCPUs idle: its declared blocking. */
  readonly held: number;
  readonly period: number;
  readonly jitter: number;
  /** The deadline under test: its own, but at most its period, so that its jobs do not overlap. */
  readonly due: number;
  /** The time from there to its own deadline, by which EDF orders. */
  readonly later: number;
  /** The indices of the tasks that can interfere. */
  readonly interfering: readonly number[];
}

/**
 * The tasks of a domain that schedules globally, in the order declared. Under EDF each task can
 * interfere with each other one, under fixed priorities only tasks of higher or equal priority. If
 * the kernel has sections that cannot be preempted, tasks of lower priority can interfere too.
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
