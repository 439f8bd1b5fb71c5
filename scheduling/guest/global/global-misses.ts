import type { Steps } from '../../arithmetic/steps.ts';
import { type DemandBound, demandBound } from '../../demand/demand-bound.ts';
import { guestDemand } from '../../demand/guest-demand.ts';
import { exactUtilization, sumOfRatios } from '../../demand/utilization.ts';
import type { Supply } from '../../supply/supply.ts';
import { HORIZON, type SupplyFunction } from '../../supply/supply-function.ts';
import type { GlobalProblem } from '../problem.ts';

/** Windows are looked at up to so many of the longest periods beyond the last first deadline. */
const PERIODS_OF_DEMAND = 4;

/** Why some task must be able to miss whatever the order; `task`: which, where that is known. */
export interface GlobalMiss {
  readonly task: number | null;
  readonly time: number | null;
  readonly demand: number | null;
  readonly supply: number | null;
}

/**
 * What no order of jobs can get around: a task that its VCPUs do not serve alone (those of equal
 * interfaces can all supply in the same time, where one job gains nothing from the second), work
 * above all bandwidths together, and windows in which more is due than all VCPUs are sure to
 * supply. `null` where none of them shows a miss.
 */
export function globalMiss(
  problem: GlobalProblem,
  supplies: readonly SupplyFunction[],
  steps: Steps,
): GlobalMiss | null {
  const distinct = new Map<string, SupplyFunction>();
  supplies.forEach((supply, index) => {
    distinct.set(
      JSON.stringify(problem.supplies[index]?.necessary satisfies Supply | undefined),
      supply,
    );
  });
  const total = (t: number, of: Iterable<SupplyFunction>) => {
    let sum = 0;
    for (const supply of of) sum += supply.sbf(t);
    return sum;
  };
  for (const [task, { wcet, deadline, jitter }] of problem.tasks.entries()) {
    const time = Math.max(0, deadline - jitter);
    const supply = time === 0 ? 0 : Math.min(time, total(time, distinct.values()));
    if (wcet > supply) return { task, time, demand: wcet, supply };
  }
  const bare = guestDemand({ ...problem, kernelLatency: 0 }, 'necessary');
  const used = exactUtilization(bare, bare.count);
  const given = sumOfRatios(supplies.length, (index) => {
    const ratio = supplies[index]?.bandwidth;
    return [ratio?.numerator ?? 0, ratio?.denominator ?? 1];
  });
  const demand = demandBound(bare);
  const window = shortWindow(demand, (t) => total(t, supplies), steps);
  if (window !== null) return { task: null, ...window };
  const over = used.numerator * given.denominator > given.numerator * used.denominator;
  return over ? { task: null, time: null, demand: null, supply: null } : null;
}

const STEPS_OF_DEMAND = 2000;

/**
 * The first of the early windows, up to some way beyond the last first deadline, in which more is
 * due than supplied.
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
