/**
 * The tasks of one scheduler as a test sees them, with one column per parameter. Costs and blocking
 * have been chosen. Times are in ns.
 */
export interface TaskColumns {
  readonly count: number;
  /** The execution time of a job with all charged overheads. */
  readonly cost: Float64Array;
  readonly period: Float64Array;
  readonly deadline: Float64Array;
  readonly jitter: Float64Array;
  /** The longest time that later rows can hold up a job. */
  readonly blocking: Float64Array;
  /** The index of each task in the list it came from. */
  readonly source: Int32Array;
}

/** Columns with some of the rows, in another order. */
export function reorder(columns: TaskColumns, order: readonly number[]): TaskColumns {
  return {
    count: order.length,
    cost: pick(columns.cost, order),
    period: pick(columns.period, order),
    deadline: pick(columns.deadline, order),
    jitter: pick(columns.jitter, order),
    blocking: pick(columns.blocking, order),
    source: Int32Array.from(pick(columns.source, order)),
  };
}

function pick(column: Float64Array | Int32Array, order: readonly number[]): Float64Array {
  const picked = new Float64Array(order.length);
  for (let row = 0; row < order.length; row++) picked[row] = column[order[row] as number] as number;
  return picked;
}
