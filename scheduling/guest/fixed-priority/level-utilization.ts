import type { Ratio } from '../../arithmetic/ratio.ts';
import type { Levels } from '../../demand/levels.ts';
import { reorder } from '../../demand/task-columns.ts';
import { compareUtilization, roundingError } from '../../demand/utilization.ts';

/** The utilization of a row with all rows that interfere. */
export interface LevelUtilization {
  /** The sign of the level's utilization minus a bandwidth, exact. */
  compare(row: number, bandwidth: Ratio): -1 | 0 | 1;
}

/** Prepares the utilizations of all levels, each with its interfering rows. */
export function levelUtilization(levels: Levels): LevelUtilization {
  const { columns, interfering } = levels;
  const share = (row: number) => (columns.cost[row] ?? 0) / (columns.period[row] ?? 1);
  const above = new Float64Array(columns.count + 1);
  for (let row = 0; row < columns.count; row++) above[row + 1] = (above[row] ?? 0) + share(row);
  const error = roundingError(columns.count);
  return {
    compare(row, bandwidth) {
      const rows = interfering[row] ?? 0;
      const rounded = (above[rows] ?? 0) + (row < rows ? 0 : share(row));
      const difference = rounded - bandwidth.numerator / bandwidth.denominator;
      if (Math.abs(difference) > error * (1 + rounded)) return difference > 0 ? 1 : -1;
      const involved = Array.from({ length: rows }, (_, index) => index);
      if (row >= rows) involved.push(row);
      return compareUtilization(reorder(columns, involved), bandwidth);
    },
  };
}
