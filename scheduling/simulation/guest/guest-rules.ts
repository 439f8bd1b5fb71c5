import type { TaskState } from '../engine/state/task-state.ts';

/**
 * How a guest orders its tasks. A policy sets the two keys of a task: the smaller `first` runs,
 * then the smaller `second`, then the task declared first. Only the earliest unfinished job of a
 * task, its head, contends.
 */
export interface GuestRules {
  /** The task had nothing to do and now has a job. */
  enqueue(task: TaskState): void;
  /** A job of the task is done and the next one, which has been waiting, becomes its head. */
  next(task: TaskState): void;
  /** The task has used up its turn; only where tasks have a quantum. */
  turnOver(task: TaskState): void;
}
