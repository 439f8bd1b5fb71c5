import { lcm } from '../arithmetic/divisors.ts';
import { HORIZON } from '../supply/supply-function.ts';
import { reorder, type TaskColumns } from './task-columns.ts';

/** The demand of tasks under EDF, for windows up to the horizon. Times are in ns. */
export interface DemandBound {
  /** The tasks in the order in which their demand begins. */
  readonly columns: TaskColumns;
  /** The time at which each row's demand begins: its deadline less its jitter, ascending. */
  readonly begin: Float64Array;
  /** The least common multiple of the periods; `Infinity` where it is beyond the horizon. */
  readonly multiple: number;
  /**
   * The demand `dbf(t) + B(t)`. The first part is the work of all jobs that can be released and due
   * within a window of length `t`, `Σ (⌊(t + J − D)/T⌋ + 1)·C` (Baruah, Rosier & Howell 1990). The
   * second is the longest blocking of a task due within it, 0 if nothing is due. The value is exact
   * up to 2^53; a larger demand gives some value above 2^53.
   */
  at(t: number): number;
  /** The last instant before `t` at which the demand steps up; −1 if there is none from 0 on. */
  stepBefore(t: number): number;
}

/** Prepares the demand bound of tasks, given in any order. */
export function demandBound(unsorted: TaskColumns): DemandBound {
  const rows = Array.from({ length: unsorted.count }, (_, row) => row);
  const start = (row: number) => (unsorted.deadline[row] ?? 0) - (unsorted.jitter[row] ?? 0);
  rows.sort((a, b) => start(a) - start(b) || a - b);
  const columns = reorder(unsorted, rows);
  const begin = new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row++) begin[row] = start(rows[row] as number);
  const { count, cost, period } = columns;
  const blocking = runningMaximum(columns.blocking);
  return {
    columns,
    begin,
    multiple: lcm(columns.period, HORIZON),
    at(t) {
      let sum = 0;
      let i = 0;
      for (; i < count; i++) {
        const since = t - (begin[i] as number);
        if (since < 0) break;
        sum += (Math.floor(since / (period[i] as number)) + 1) * (cost[i] as number);
      }
      return sum === 0 ? 0 : sum + (blocking[i - 1] as number);
    },
    stepBefore(t) {
      let last = -1;
      for (let i = 0; i < count; i++) {
        const first = begin[i] as number;
        if (first >= t) break;
        const step =
          first + Math.floor((t - 1 - first) / (period[i] as number)) * (period[i] as number);
        if (step > last) last = step;
      }
      return last;
    },
  };
}

function runningMaximum(values: Float64Array): Float64Array {
  let most = 0;
  return values.map((value) => {
    most = Math.max(most, value);
    return most;
  });
}
