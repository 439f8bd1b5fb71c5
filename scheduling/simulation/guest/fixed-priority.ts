import type { TaskState } from '../engine/state/task-state.ts';
import type { GuestRules } from './guest-rules.ts';

/**
 * Largest priority first; equal ones first come first served, by when the job could start. `FP` and
 * `FIFO` alike.
 */
export const fixedPriority: GuestRules = { enqueue: rank, next: rank, turnOver: () => {} };

function rank(task: TaskState): void {
  task.first = -task.priority;
  task.second = task.headArrival;
}
