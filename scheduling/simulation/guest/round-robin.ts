import type { TaskState } from '../engine/state/task-state.ts';
import type { GuestRules } from './guest-rules.ts';

/**
 * Tasks take turns of a quantum of their own execution. A task queues at the tail when it has
 * something to do after having had nothing, and again when its turn is over; a backlog of jobs is
 * worked off within the same turn.
 */
export const roundRobin: GuestRules = { enqueue: queue, next: () => {}, turnOver: queue };

function queue(task: TaskState): void {
  task.first = task.pool.turns++;
  task.turnLeft = task.quantum;
}
