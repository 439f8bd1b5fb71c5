import type { Steps } from '../../arithmetic/steps.ts';
import type { Levels } from '../../demand/levels.ts';
import { requestBound } from '../../demand/request-bound.ts';
import type { SupplyFunction } from '../../supply/supply-function.ts';

/**
 * The least `t` with `requestBound(t) ≤ sbf(t)`, in ns; `Infinity` if it is above `limit`. The
 * iteration goes from one lower bound to the next. `from` is a first lower bound; `extra` is
 * additional work.
 */
export function completion(
  levels: Levels,
  row: number,
  jobs: number,
  supply: SupplyFunction,
  from: number,
  limit: number,
  steps: Steps,
  extra = 0,
): number {
  const cost = (levels.interfering[row] as number) + 1;
  let t = Math.max(1, from);
  while (t <= limit) {
    steps.spend(cost);
    const enough = supply.inverse(requestBound(levels, row, jobs, t) + extra);
    if (enough <= t) return t;
    t = enough;
  }
  return Number.POSITIVE_INFINITY;
}
