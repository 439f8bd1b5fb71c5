import type { Order } from '../ready-heap.ts';
import type { TaskTable } from '../tables.ts';
import type { GuestRules } from './guest-rules.ts';

/** Shortest period first. */
export const rateMonotonic: GuestRules = { enqueue: rank, next: () => {}, turnOver: () => {} };

function rank(tasks: TaskTable, order: Order, task: number): void {
  order.first[task] = tasks.period[task] as number;
}
