import type { Steps } from '../../arithmetic/steps.ts';
import type { Levels } from '../../demand/levels.ts';
import { nextRequest, requestBound } from '../../demand/request-bound.ts';
import {
  budgetFor,
  largestBudget,
  type OpenResource,
  supplyWith,
} from '../../supply/budget-for.ts';
import { HORIZON } from '../../supply/supply-function.ts';
import { leastBudgetByUtilization } from '../least-budget.ts';
import { completion } from './completion.ts';
import { jobsUntilRepetition, startsFrom } from './fixed-priority-test.ts';
import { levelUtilization } from './level-utilization.ts';

/**
 * The least budget on the grid for which `fixedPriorityTest` accepts every task; `null` where none
 * does, `'unknown'` where windows too long would have to be looked at.
 *
 * Task by task and job by job as in the test: a job that would miss raises the budget to the least
 * that serves it. A larger budget ends busy periods earlier, and a job after the end of one never
 * responds later than one within it (supply in two windows is at most that in both together), so
 * every raise was needed and the result is exact.
 */
export function fpSmallestBudget(
  levels: Levels,
  resource: OpenResource,
  steps: Steps,
): number | null | 'unknown' {
  const { columns } = levels;
  if (columns.count === 0) return 0;
  const largest = largestBudget(resource);
  let budget = leastBudgetByUtilization(columns, resource, columns.count);
  for (let row = 0; row < columns.count; row++) {
    if ((columns.deadline[row] ?? 0) <= (columns.jitter[row] ?? 0)) return null;
  }
  const utilization = levelUtilization(levels);
  let from = 0;
  // The last row's first job mostly asks for the most: with it served first, few of the others
  // raise the budget.
  for (const row of [columns.count - 1, ...columns.cost.keys()]) {
    if (budget > largest) return null;
    const period = columns.period[row] ?? 1;
    const jitter = columns.jitter[row] ?? 0;
    const slack = (columns.deadline[row] ?? 0) - jitter;
    let done = startsFrom(levels, row, from);
    from = 0;
    for (let job = 0; ; job++) {
      const due = job * period + slack;
      if (due > HORIZON) return 'unknown';
      const supply = supplyWith(resource, budget);
      done = completion(levels, row, job + 1, supply, done, due, steps);
      if (done === Number.POSITIVE_INFINITY) {
        const raised = budgetForJob(levels, row, job + 1, due, resource, budget, steps);
        if (raised === Number.POSITIVE_INFINITY) return null;
        budget = raised;
        from = 0;
        done = completion(levels, row, job + 1, supplyWith(resource, budget), 0, due, steps);
      }
      if (job === 0) from = done;
      if (done <= (job + 1) * period - jitter) break;
      const bandwidth = { numerator: budget, denominator: resource.period };
      if (utilization.compare(row, bandwidth) < 0) continue;
      const jobs = jobsUntilRepetition(levels, row, supplyWith(resource, budget));
      if (job + 1 >= jobs.complete) break;
      if (job + 1 < jobs.walked) continue;
      budget += resource.resolution;
      from = 0;
      done = 0;
      if (budget > largest) return 'unknown';
    }
  }
  return budget > largest ? null : budget;
}

/**
 * The least budget above `failed` for which a job ends by `due`; `Infinity` where none does. From
 * one budget that serves it to the next smaller: while the request bound stays as it is where the
 * job ends, the budget can fall to what serves that bound just in time.
 */
function budgetForJob(
  levels: Levels,
  row: number,
  jobs: number,
  due: number,
  resource: OpenResource,
  failed: number,
  steps: Steps,
): number {
  let best = budgetFor(resource, due, requestBound(levels, row, jobs, due));
  let tried =
    best === Number.POSITIVE_INFINITY ? largestBudget(resource) : best - resource.resolution;
  let from = 0;
  while (tried > failed) {
    const done = completion(levels, row, jobs, supplyWith(resource, tried), from, due, steps);
    if (done === Number.POSITIVE_INFINITY) break;
    const until = Math.min(due, nextRequest(levels, row, done));
    steps.spend(2 * levels.columns.count);
    best = budgetFor(resource, until, requestBound(levels, row, jobs, done));
    tried = best - resource.resolution;
    from = done;
  }
  return best;
}
