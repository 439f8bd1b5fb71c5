import { leastSolution } from '../arithmetic/least-solution.ts';
import type { Steps } from '../arithmetic/steps.ts';
import { HORIZON, type SupplyFunction } from '../supply/supply-function.ts';
import type { TaskColumns } from './task-columns.ts';
import { compareUtilization } from './utilization.ts';

/**
 * The length of the longest busy period that begins at the start of a supply, in ns: the least `t`
 * with `b + Σ ⌈(t + J)/T⌉·C ≤ supply(t)`, whatever orders the tasks. `Infinity` if utilization
 * exceeds bandwidth, or if it would not end within the {@link HORIZON}.
 */
export function busyPeriod(columns: TaskColumns, supply: SupplyFunction, steps: Steps): number {
  const { count, cost, period, jitter, blocking } = columns;
  if (count === 0) return 0;
  if (compareUtilization(columns, supply.bandwidth) > 0) return Number.POSITIVE_INFINITY;
  let held = 0;
  for (const each of blocking) held = Math.max(held, each);
  const served = (t: number): number => {
    let asked = held;
    for (let i = 0; i < count; i++)
      asked += Math.ceil((t + (jitter[i] ?? 0)) / (period[i] ?? 1)) * (cost[i] ?? 0);
    return supply.inverse(asked);
  };
  return leastSolution(served, 1, HORIZON, count, steps);
}
