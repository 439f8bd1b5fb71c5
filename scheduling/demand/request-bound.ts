import type { Levels } from './levels.ts';

/**
 * The work that has to be done in a window of length `t` before the job with number `jobs` (counted
 * from 1) of a row ends: `b + jobs·C + Σ ⌈(t + J)/T⌉·C` over the rows that interfere (Joseph &
 * Pandya 1986; with jitter Tindell 1994). Exact up to 2^53, beyond that still above 2^53.
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
 * The first instant after `t` at which a row that interferes asks for more; `Infinity` where none
 * interferes.
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
