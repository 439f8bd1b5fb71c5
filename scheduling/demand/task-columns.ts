/**
 * The tasks of one scheduler as a test sees them, one column a parameter, costs and blocking
 * already chosen.
 */
export interface TaskColumns {
  readonly count: number;
  /** Execution time of a job with what is charged to it. */
  readonly cost: Float64Array;
  readonly period: Float64Array;
  readonly deadline: Float64Array;
  readonly jitter: Float64Array;
  /** How long work that comes later in the order can hold up a job. */
  readonly blocking: Float64Array;
  /** Where each task stands in the list it came from. */
  readonly source: Int32Array;
}

/** The columns with their rows in another order, or some of them. */
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
