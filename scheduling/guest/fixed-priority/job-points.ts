import type { Levels } from '../../demand/levels.ts';
import { nextRequest, requestBound } from '../../demand/request-bound.ts';
import { HORIZON } from '../../supply/supply-function.ts';
import type { Cut } from '../cut.ts';

/** The largest number of points that are examined for one job. */
const POINT_LIMIT = 500;

/**
 * The scheduling points of a row's job, counted from 0, the latest first: each instant by the
 * deadline at which an interfering row is about to request more (Lehoczky, Sha & Ding 1989), from
 * the time at which the job could have ended on a whole core. `null` if there are too many such
 * points, or if the deadline is not after 0.
 */
export function jobPoints(levels: Levels, row: number, job: number): Cut | null {
  const { deadline, jitter, period } = levels.columns;
  const due = job * (period[row] ?? 1) + (deadline[row] ?? 0) - (jitter[row] ?? 0);
  if (due <= 0 || due > HORIZON) return null;
  const points: { time: number; need: number }[] = [];
  let time = nextRequest(levels, row, requestBound(levels, row, job + 1, 0));
  while (time < due) {
    if (points.length >= POINT_LIMIT) return null;
    points.push({ time, need: requestBound(levels, row, job + 1, time) });
    time = nextRequest(levels, row, time + 1);
  }
  points.push({ time: due, need: requestBound(levels, row, job + 1, due) });
  return points.reverse();
}
