import type { TaskState } from '../engine/state/task-state.ts';

/**
 * A guest's order of tasks. A policy sets the two keys of a task: the smaller `first` runs, then
 * the smaller `second`, then the task declared first. Only a task's earliest unfinished job, its
 * head, contends.
 */
export interface GuestRules {
  /** The task was idle and now has a job. */
  enqueue(task: TaskState): void;
  /** A job of the task is done, and the next one, which was waiting, becomes its head. */
  next(task: TaskState): void;
  /** The task has used up its turn; called only for tasks with a quantum. */
  turnOver(task: TaskState): void;
}
