import type { Levels } from './levels.ts';

/**
 * The request bound of a row's job with number `jobs` (counted from 1) in a window of length `t`:
 * `b + jobs·C + Σ ⌈(t + J)/T⌉·C`, with the sum over the rows that interfere (Joseph & Pandya 1986;
 * with jitter Tindell 1994). Times are in ns. The value is exact up to 2^53; a larger request gives
 * some value above 2^53.
 */
export function requestBound(levels: Levels, row: number, jobs: number, t: number): number {
  const { cost, period, jitter, blocking } = levels.columns;
  const rows = levels.interfering[row] as number;
  let sum = (blocking[row] as number) + jobs * (cost[row] as number);
  for (let h = 0; h < rows; h++) {
    if (h === row) continue;
    sum += Math.ceil((t + (jitter[h] as number)) / (period[h] as number)) * (cost[h] as number);
  }
  return sum;
}

/**
 * The first instant after `t` at which the request of an interfering row grows; `Infinity` if no
 * row interferes.
 */
export function nextRequest(levels: Levels, row: number, t: number): number {
  const { period, jitter } = levels.columns;
  const rows = levels.interfering[row] as number;
  let next = Number.POSITIVE_INFINITY;
  for (let h = 0; h < rows; h++) {
    if (h === row) continue;
    const [T, J] = [period[h] as number, jitter[h] as number];
    const release = Math.max(1, Math.ceil((t + J) / T)) * T - J;
    if (release < next) next = release;
  }
  return next;
}
