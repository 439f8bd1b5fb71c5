import type { TaskState } from '../engine/state/task-state.ts';
import type { GuestRules } from './guest-rules.ts';

/** Shortest relative deadline first. */
export const deadlineMonotonic: GuestRules = { enqueue: rank, next: () => {}, turnOver: () => {} };

function rank(task: TaskState): void {
  task.first = task.deadline;
}
