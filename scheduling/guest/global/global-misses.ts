import type { Steps } from '../../arithmetic/steps.ts';
import { type DemandBound, demandBound } from '../../demand/demand-bound.ts';
import { guestDemand } from '../../demand/guest-demand.ts';
import type { TaskColumns } from '../../demand/task-columns.ts';
import { exactUtilization, sumOfRatios } from '../../demand/utilization.ts';
import { HORIZON, type SupplyFunction } from '../../supply/supply-function.ts';
import type { GlobalProblem } from '../problem.ts';
import { courses } from './courses.ts';

/** Windows are checked up to this many of the longest periods after the last first deadline. */
const PERIODS_OF_DEMAND = 4;

/** The reason for a miss under any order of jobs; `task` names the task if it is known. */
export interface GlobalMiss {
  readonly task: number | null;
  readonly time: number | null;
  readonly demand: number | null;
  readonly supply: number | null;
}

/**
 * A miss that no order of jobs avoids: a task that its VCPUs cannot serve even alone, utilization
 * above all bandwidths together, or a window in which more work is due than all VCPUs are sure to
 * supply. `null` if none is found.
 */
export function globalMiss(
  problem: GlobalProblem,
  supplies: readonly SupplyFunction[],
  steps: Steps,
): GlobalMiss | null {
  const possible = courses(
    problem.supplies.map(({ necessary }) => necessary),
    supplies,
  );
  for (const [task, { wcet, deadline, jitter }] of problem.tasks.entries()) {
    const time = Math.max(0, deadline - jitter);
    for (const { alone } of possible) {
      const supply = time === 0 ? 0 : alone(time);
      if (wcet > supply) return { task, time, demand: wcet, supply };
    }
  }
  const demand = demandBound(bareDemand(problem));
  for (const { total } of possible) {
    const window = shortWindow(demand, total, steps);
    if (window !== null) return { task: null, ...window };
  }
  return longRunMiss(problem, supplies);
}

/** The miss of tasks that ask for more than all VCPUs give in the long run, else `null`. */
export function longRunMiss(
  problem: GlobalProblem,
  supplies: readonly Pick<SupplyFunction, 'bandwidth'>[],
): GlobalMiss | null {
  const bare = bareDemand(problem);
  const used = exactUtilization(bare, bare.count);
  const given = sumOfRatios(supplies.length, (index) => {
    const ratio = supplies[index]?.bandwidth;
    return [ratio?.numerator ?? 0, ratio?.denominator ?? 1];
  });
  const over = used.numerator * given.denominator > given.numerator * used.denominator;
  return over ? { task: null, time: null, demand: null, supply: null } : null;
}

function bareDemand(problem: GlobalProblem): TaskColumns {
  return guestDemand({ ...problem, kernelLatency: 0 }, 'necessary');
}

const STEPS_OF_DEMAND = 2000;

/**
 * The first window in which more work is due than supplied, up to some time after the last first
 * deadline.
 */
function shortWindow(demand: DemandBound, supplied: (t: number) => number, steps: Steps) {
  const { begin, columns } = demand;
  let longest = 0;
  for (const period of columns.period) longest = Math.max(longest, period);
  let found: { time: number; demand: number; supply: number } | null = null;
  let t = Math.min(HORIZON, (begin.at(-1) ?? 0) + PERIODS_OF_DEMAND * longest);
  for (let step = 0; step < STEPS_OF_DEMAND && t > 0; step++) {
    steps.spend(2 * columns.count);
    const due = demand.at(t);
    const supply = supplied(t);
    if (due > supply) found = { time: t, demand: due, supply };
    t = demand.stepBefore(t);
  }
  return found;
}
