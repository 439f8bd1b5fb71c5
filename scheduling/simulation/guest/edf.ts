import type { Order } from '../ready-heap.ts';
import type { TaskTable } from '../tables.ts';
import type { GuestRules } from './guest-rules.ts';

/** Earliest absolute deadline first, counted from the nominal release. */
export const edf: GuestRules = { enqueue: rank, next: rank, turnOver: () => {} };

function rank(tasks: TaskTable, order: Order, task: number): void {
  order.first[task] = (tasks.headRelease[task] as number) + (tasks.deadline[task] as number);
}
