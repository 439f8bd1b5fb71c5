import type { GuestPolicy, Task } from '../model/model.ts';
import type { Side } from './guest-demand.ts';
import { priorityGroups } from './priority-groups.ts';
import { reorder, type TaskColumns } from './task-columns.ts';

/** Tasks under fixed priorities, the most urgent first. */
export interface Levels {
  readonly columns: TaskColumns;
  /**
   * The number of rows from the top that interfere with each row. The row itself does not count if
   * it is among them.
   */
  readonly interfering: Int32Array;
  /** The size of each row's group of equal priority. */
  readonly equals: Int32Array;
}

/**
 * The priority levels of a fixed-priority policy or of RR. The safe side charges equal priorities
 * to each other, the necessary side does not.
 */
export function priorityLevels(
  policy: GuestPolicy,
  tasks: readonly Task[],
  columns: TaskColumns,
  side: Side,
): Levels {
  const groups = priorityGroups(policy, tasks);
  const interfering = new Int32Array(columns.count);
  const equals = new Int32Array(columns.count);
  let row = 0;
  for (const group of groups) {
    const start = row;
    for (const _ of group) {
      interfering[row] = side === 'safe' && group.length > 1 ? start + group.length : start;
      equals[row] = group.length;
      row++;
    }
  }
  return { columns: reorder(columns, groups.flat()), interfering, equals };
}
