import type { DemandBound } from '../../demand/demand-bound.ts';
import type { Levels } from '../../demand/levels.ts';
import { requestBound } from '../../demand/request-bound.ts';
import { roundedUtilization } from '../../demand/utilization.ts';

/** The number of steps of demand that are looked at. */
const POINTS = 256;

/**
 * A lower bound of the share of a core that serves EDF. It is the largest
 * `dbf(t)/t`: supply in windows of length `t` is on average their length times the share, and the
 * least of it is no more than the average.
 */
export function edfShare(demand: DemandBound): number {
  const { columns, begin } = demand;
  let share = roundedUtilization(columns, columns.count);
  for (let row = 0; row < columns.count; row++) {
    const [first, period] = [begin[row] ?? 0, columns.period[row] ?? 1];
    for (let job = 0; job < POINTS / columns.count; job++) {
      const t = first + job * period;
      if (t > 0) share = Math.max(share, demand.at(t) / t);
    }
  }
  return share;
}

/**
 * The same for fixed priorities. It is the largest over all levels of the least `request(t)/t`
 * up to the deadline: from each instant on some such `t` is served, from its end the next, and so
 * on.
 */
export function levelsShare(levels: Levels): number {
  const { columns } = levels;
  let share = roundedUtilization(columns, columns.count);
  for (let row = 0; row < columns.count; row++) {
    const due = (columns.deadline[row] ?? 0) - (columns.jitter[row] ?? 0);
    const points = requestPoints(levels, row, due);
    if (points === null || due <= 0) continue;
    let least = Number.POSITIVE_INFINITY;
    for (const t of points) least = Math.min(least, requestBound(levels, row, 1, t) / t);
    share = Math.max(share, least);
  }
  return share;
}

/** The instants up to `due` after which a level's request grows; `null` if they are too many. */
function requestPoints(levels: Levels, row: number, due: number): readonly number[] | null {
  const { period, jitter } = levels.columns;
  const points = [due];
  for (let h = 0; h < (levels.interfering[row] ?? 0); h++) {
    if (h === row) continue;
    const [T, J] = [period[h] ?? 1, jitter[h] ?? 0];
    for (let t = Math.ceil((1 + J) / T) * T - J; t < due; t += T) {
      if (points.length > POINTS) return null;
      points.push(t);
    }
  }
  return points;
}
