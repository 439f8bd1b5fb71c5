import { leastSolution } from '../arithmetic/least-solution.ts';
import type { Steps } from '../arithmetic/steps.ts';
import { servers } from '../model/servers.ts';
import { HORIZON } from '../supply/supply-function.ts';
import type { Neighborhood } from './neighborhood.ts';
import { aheadOfBudget, sumOf } from './requests.ts';

/** The number of a busy period's arrivals above which only the coarser bound is used. */
const MOST_ARRIVALS = 200;

/**
 * `S(v)`: the time from a replenishment by which `v` units of the budget have come to a guest that
 * has work, in ns, for `1 ≤ v ≤ Θ`. The budget is a job released at the replenishment; the
 * neighbors' are at most periodic jobs (Joseph & Pandya 1986; under EDF also Spuri 1996, from the
 * start of a busy period of the deadline). A budget whose last unit comes by its deadline has its
 * unit `v` by `Δ − (Θ − v)`.
 */
export function firstUnits(hood: Neighborhood, steps: Steps): (units: number) => number {
  const { own, server, byDeadline } = hood;
  const { carriesIn } = servers[server];
  const requests = aheadOfBudget(hood, carriesIn);
  const arrivals = byDeadline && !carriesIn ? arrivalsInBusyPeriod(hood, steps) : null;
  return (units) => {
    const cost = units + own.start;
    const latest = own.deadline - (own.budget - units);
    const right = (length: number) => cost + sumOf(requests, length);
    const inOrder = leastSolution(right, cost, latest, requests.length + 1, steps);
    const byArrival =
      arrivals === null ? latest : afterArrival(hood, cost, arrivals, latest, steps);
    return Math.min(inOrder, byArrival, latest);
  };
}

/**
 * The arrivals, in ns from the start of the busy period, at which Spuri's analysis asks for the
 * response; `null` if there are too many.
 */
function arrivalsInBusyPeriod(hood: Neighborhood, steps: Steps): readonly number[] | null {
  const { own, ahead } = hood;
  const all = [own, ...ahead];
  const busy = leastSolution(
    (length) => all.reduce((sum, each) => sum + Math.ceil(length / each.period) * each.gross, 0),
    1,
    MOST_ARRIVALS * own.period,
    all.length,
    steps,
  );
  if (!Number.isFinite(busy)) return null;
  const found = new Set([0]);
  for (let at = own.period; at <= busy; at += own.period) found.add(at);
  for (const { period, deadline } of ahead) {
    if ((busy + own.deadline) / period > MOST_ARRIVALS) return null;
    for (let at = deadline - own.deadline; at <= busy; at += period) if (at >= 0) found.add(at);
  }
  return found.size > MOST_ARRIVALS ? null : [...found];
}

/** The largest response of an own budget of `cost` over its arrivals (Spuri 1996), in ns. */
function afterArrival(
  { own, ahead }: Neighborhood,
  cost: number,
  arrivals: readonly number[],
  latest: number,
  steps: Steps,
): number {
  let worst = cost;
  for (const at of arrivals) {
    const before = cost + Math.floor(at / own.period) * own.gross;
    const right = (length: number) => {
      let sum = before;
      for (const { period, deadline, gross } of ahead) {
        const due = Math.max(0, Math.floor((at + own.deadline - deadline) / period) + 1);
        sum += Math.min(Math.ceil(length / period), due) * gross;
      }
      return sum;
    };
    const limit = Math.min(HORIZON, at + latest);
    worst = Math.max(worst, leastSolution(right, before, limit, ahead.length + 1, steps) - at);
    if (worst >= latest) return latest;
  }
  return worst;
}
