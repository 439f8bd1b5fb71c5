import type { TaskState } from '../engine/state/task-state.ts';
import type { GuestRules } from './guest-rules.ts';

/** Shortest period first. */
export const rateMonotonic: GuestRules = { enqueue: rank, next: () => {}, turnOver: () => {} };

function rank(task: TaskState): void {
  task.first = task.period;
}
