import type { Levels } from '../../demand/levels.ts';
import { roundingError } from '../../demand/utilization.ts';
import type { SupplyFunction } from '../../supply/supply-function.ts';

/** What lines above request and below supply say of all jobs of a row. */
export interface LineBound {
  /** No job responds later than this after its nominal release. */
  readonly response: number;
  /** About how many jobs come before the busy period ends at the latest; `Infinity` if never. */
  readonly jobs: number;
  /** About how many elementary steps a look at each of them takes. */
  readonly stepsOfJob: number;
}

/**
 * Bounds a row's response times without a look at its jobs: request lies below `b + (q+1)·C + Σ
 * C_h·((t + J_h)/T_h + 1)` and supply above `α·(t − λ)` (the line of Shin & Lee 2008), so that job
 * `q` ends by where they cross. Later jobs respond no later where the level asks for no more than
 * the bandwidth, which is a precondition. `null` where rounding hides where they cross.
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
  // How much earlier each job ends before its next release than the one before it.
  const gain = own - work / left;
  const backlog = Math.max(0, first - own + held);
  const jobs = gain > 0 ? Math.ceil(backlog / gain) + 2 : Number.POSITIVE_INFINITY;
  return { response, jobs, stepsOfJob: own * rate * (rows + STEPS_OF_A_ROUND) };
}

const STEPS_OF_A_ROUND = 9;
