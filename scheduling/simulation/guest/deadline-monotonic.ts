import type { Order } from '../ready-heap.ts';
import type { TaskTable } from '../tables.ts';
import type { GuestRules } from './guest-rules.ts';

/** Shortest relative deadline first. */
export const deadlineMonotonic: GuestRules = { enqueue: rank, next: () => {}, turnOver: () => {} };

function rank(tasks: TaskTable, order: Order, task: number): void {
  order.first[task] = tasks.deadline[task] as number;
}
