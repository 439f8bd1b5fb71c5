import type { Steps } from '../../arithmetic/steps.ts';
import type { Levels } from '../../demand/levels.ts';
import { nextRequest, requestBound } from '../../demand/request-bound.ts';
import {
  budgetFor,
  largestBudget,
  type OpenResource,
  supplyWith,
} from '../../supply/budget-for.ts';
import { HORIZON, type SupplyFunction } from '../../supply/supply-function.ts';
import type { BudgetBounds } from '../cut.ts';
import { leastBudgetByUtilization } from '../least-budget.ts';
import { boundByLines } from './by-lines.ts';
import { completion } from './completion.ts';
import { firstEnds } from './first-ends.ts';
import { type JobLimits, jobsToLookAt, startsFrom } from './fixed-priority-test.ts';
import { jobPoints } from './job-points.ts';
import { type LevelUtilization, levelUtilization } from './level-utilization.ts';

/**
 * The least budget on the grid, in ns, with which `fixedPriorityTest` accepts every task; `null` if
 * there is none, `'unknown'` if the windows to check are too long.
 *
 * The search goes task by task and job by job, as the test does. A job that would miss raises the
 * budget to the least that serves it. A larger budget ends busy periods earlier, and a job after
 * the end of one never responds later than one within it (supply in two windows is at most that in
 * both together). Each raise was thus necessary, and the result is exact.
 */
export function fpSmallestBudget(
  levels: Levels,
  resource: OpenResource,
  steps: Steps,
  bounds: BudgetBounds = {},
): number | null | 'unknown' {
  const { columns } = levels;
  if (columns.count === 0) return 0;
  const largest = Math.min(largestBudget(resource), bounds.most ?? Number.POSITIVE_INFINITY);
  const least = leastBudgetByUtilization(columns, resource, columns.count);
  let budget = Math.max(least, bounds.least ?? 0);
  for (let row = 0; row < columns.count; row++) {
    if ((columns.deadline[row] ?? 0) <= (columns.jitter[row] ?? 0)) return null;
  }
  const utilization = levelUtilization(levels);
  const ends = columns.count < MANY_ROWS ? null : firstEnds(levels);
  let from = 0;
  let proof = 0;
  const proofLimit = Math.min(STEPS_OF_A_PROOF, bounds.proof ?? steps.left());
  // The last row's first job mostly needs the largest budget. If it is served first, few other jobs
  // raise the budget.
  for (const row of [columns.count - 1, ...columns.cost.keys()]) {
    if (budget > largest) return null;
    const period = columns.period[row] ?? 1;
    const jitter = columns.jitter[row] ?? 0;
    const slack = (columns.deadline[row] ?? 0) - jitter;
    let done = startsFrom(levels, row, from);
    let supply = supplyWith(resource, budget);
    if (ends !== null && ends.latest(row, supply) <= Math.min(slack, period - jitter, HORIZON)) {
      from = done;
      continue;
    }
    from = 0;
    let jobs: JobsToWalk | null = null;
    for (let job = 0; ; job++) {
      const due = job * period + slack;
      if (due > HORIZON) return 'unknown';
      done = completion(levels, row, job + 1, supply, done, due, steps);
      if (done === Number.POSITIVE_INFINITY) {
        const raised = budgetForJob(levels, row, job + 1, due, resource, budget, steps);
        bounds.onRaise?.(() => jobPoints(levels, row, job));
        if (raised > largest) return null;
        budget = raised;
        supply = supplyWith(resource, budget);
        jobs = null;
        from = 0;
        done = completion(levels, row, job + 1, supply, 0, due, steps);
      }
      if (job === 0) from = done;
      if (done <= (job + 1) * period - jitter) break;
      jobs ??= jobsToWalk(levels, row, utilization, supply, steps);
      if (jobs.inTime && proof + jobs.steps <= proofLimit) {
        proof += jobs.steps;
        break;
      }
      if (jobs.inTime && bounds.briefly === true) return 'unknown';
      if (job + 1 >= jobs.complete) break;
      if (job + 1 < jobs.walked) continue;
      budget += resource.resolution;
      supply = supplyWith(resource, budget);
      jobs = null;
      from = 0;
      done = 0;
      if (budget > largest) return 'unknown';
    }
  }
  return budget > largest ? null : budget;
}

/** The number of a row's jobs to examine, which depends on the row and the budget only. */
interface JobsToWalk extends JobLimits {
  /** Whether the lines prove all of them in time. */
  readonly inTime: boolean;
  /** The number of steps that the test would take for them. */
  readonly steps: number;
}

function jobsToWalk(
  levels: Levels,
  row: number,
  utilization: LevelUtilization,
  supply: SupplyFunction,
  steps: Steps,
): JobsToWalk {
  steps.spend(STEPS_OF_WHOLE_NUMBERS * (1 + (levels.interfering[row] ?? 0)));
  const jobs = jobsToLookAt(levels, row, supply, utilization.compare(row, supply.bandwidth));
  const lines = boundByLines(levels, row, supply);
  if (lines === null) return { ...jobs, inTime: false, steps: 0 };
  const inTime = lines.response <= (levels.columns.deadline[row] ?? 0);
  return { ...jobs, inTime, steps: Math.min(lines.jobs, jobs.complete) * lines.stepsOfJob };
}

/** With so many rows a look at lines costs less than one at the rows that interfere. */
const MANY_ROWS = 16;

/** Lines prove a budget only if the test can afterwards prove it too, within this many steps. */
const STEPS_OF_A_PROOF = 5_000_000;

/**
 * The approximate number of steps per row of a common multiple and of an exact sum of fractions.
 */
const STEPS_OF_WHOLE_NUMBERS = 64;

/**
 * The least budget above `failed` with which a job ends by `due`; `Infinity` if there is none. The
 * search goes down from one sufficient budget to the next: as long as the request bound at the
 * job's end stays the same, the budget can fall to the least that serves this bound just in time.
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
    steps.spend(STEPS_OF_WHOLE_NUMBERS + 2 * levels.columns.count);
    best = budgetFor(resource, until, requestBound(levels, row, jobs, done));
    tried = best - resource.resolution;
    from = done;
  }
  return best;
}
