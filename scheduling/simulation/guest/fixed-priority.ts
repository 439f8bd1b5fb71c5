import type { Order } from '../ready-heap.ts';
import type { TaskTable } from '../tables.ts';
import type { GuestRules } from './guest-rules.ts';

/** Largest priority first; equal ones first come first served, by when the job could start. `FP` and `FIFO` alike. */
export const fixedPriority: GuestRules = { enqueue: rank, next: rank, turnOver: () => {} };

function rank(tasks: TaskTable, order: Order, task: number): void {
  order.first[task] = -(tasks.priority[task] as number);
  order.second[task] = tasks.headArrival[task] as number;
}
