import type { Levels } from '../../demand/levels.ts';
import { roundingError } from '../../demand/utilization.ts';
import type { SupplyFunction } from '../../supply/supply-function.ts';

/** Bounds on the first job of each row, for a search that asks for many rows and budgets. */
export interface FirstEnds {
  /**
   * An upper bound, in ns from the critical instant, of the end of a row's first job; no number or
   * `Infinity` if lines give none.
   */
  latest(row: number, supply: SupplyFunction): number;
}

/**
 * Prepares bounds by the lines of `boundByLines` (Shin & Lee 2008). The sums over the rows from the
 * top are made once; a row among those that interfere with it counts once more.
 */
export function firstEnds({ columns, interfering }: Levels): FirstEnds {
  const { cost, period, jitter, blocking, count } = columns;
  const used = new Float64Array(count + 1);
  const ahead = new Float64Array(count + 1);
  for (let row = 0; row < count; row++) {
    const [C, T] = [cost[row] as number, period[row] as number];
    used[row + 1] = (used[row] as number) + C / T;
    ahead[row + 1] = (ahead[row] as number) + C * (1 + (jitter[row] as number) / T);
  }
  const error = roundingError(count);
  return {
    latest(row, { bandwidth: { numerator, denominator }, latency }) {
      const rows = interfering[row] as number;
      const bandwidth = numerator / denominator;
      const share = used[rows] as number;
      const left = bandwidth - share - error * (1 + share);
      if (left <= 0) return Number.POSITIVE_INFINITY;
      const own = (blocking[row] as number) + (cost[row] as number);
      const work = own + (ahead[rows] as number) + bandwidth * latency;
      return Math.ceil((work / left) * (1 + error)) + 1;
    },
  };
}
