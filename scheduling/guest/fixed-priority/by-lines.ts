import type { Levels } from '../../demand/levels.ts';
import { roundingError } from '../../demand/utilization.ts';
import type { SupplyFunction } from '../../supply/supply-function.ts';

/** Bounds for all jobs of a row, by lines above their requests and below the supply. */
export interface LineBound {
  /** An upper bound of the jobs' response times from the nominal release, in ns. */
  readonly response: number;
  /**
   * The approximate number of jobs before the busy period ends at the latest; `Infinity` if it
   * never ends.
   */
  readonly jobs: number;
  /** The approximate number of elementary steps of a look at one job. */
  readonly stepsOfJob: number;
}

/**
 * Bounds a row's response times without a look at its jobs. The request lies below `b + (q+1)·C + Σ
 * C_h·((t + J_h)/T_h + 1)` and the supply above `α·(t − λ)` (Shin & Lee 2008), so job `q` ends by
 * their crossing. Later jobs respond no later if the level's utilization is at most the bandwidth,
 * which is a precondition. `null` if rounding hides the crossing.
 */
export function boundByLines(
  { columns, interfering }: Levels,
  row: number,
  supply: SupplyFunction,
): LineBound | null {
  const { cost, period, jitter, blocking } = columns;
  const [own, work, held] = [period[row] ?? 1, cost[row] ?? 0, jitter[row] ?? 0];
  const rows = interfering[row] ?? 0;
  const bandwidth = supply.bandwidth.numerator / supply.bandwidth.denominator;
  let used = 0;
  let ahead = (blocking[row] ?? 0) + work + bandwidth * supply.latency;
  let rate = 2 / own;
  for (let h = 0; h < rows; h++) {
    if (h === row) continue;
    const [C, T] = [cost[h] ?? 0, period[h] ?? 1];
    used += C / T;
    ahead += C * (1 + (jitter[h] ?? 0) / T);
    rate += 1 / T;
  }
  const left = bandwidth - used - roundingError(rows) * (1 + used);
  if (left <= 0) return null;
  const first = ahead / left;
  const response = Math.ceil(first * (1 + roundingError(rows))) + 1 + held;
  // The gain is how much earlier each job ends before its next release than the previous job.
  const gain = own - work / left;
  const backlog = Math.max(0, first - own + held);
  const jobs = gain > 0 ? Math.ceil(backlog / gain) + 2 : Number.POSITIVE_INFINITY;
  return { response, jobs, stepsOfJob: own * rate * (rows + STEPS_OF_A_ROUND) };
}

const STEPS_OF_A_ROUND = 9;
