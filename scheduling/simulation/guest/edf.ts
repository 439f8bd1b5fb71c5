import type { TaskState } from '../engine/state/task-state.ts';
import type { GuestRules } from './guest-rules.ts';

/** Earliest absolute deadline first, counted from the nominal release. */
export const edf: GuestRules = { enqueue: rank, next: rank, turnOver: () => {} };

function rank(task: TaskState): void {
  task.first = task.headRelease + task.deadline;
}
