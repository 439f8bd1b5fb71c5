import { type Steps, withinSteps } from '../arithmetic/steps.ts';
import type { GuestLoad } from '../guest/problem.ts';
import { periodicSupply } from '../supply/periodic-supply.ts';
import { HORIZON, type SupplyFunction } from '../supply/supply-function.ts';
import { servedByBudgets } from './by-budgets.ts';
import { servedByWork } from './by-work.ts';
import { firstUnits } from './first-units.ts';
import type { Neighborhood } from './neighborhood.ts';

/**
 * The supply that a guest's work gets beside its neighbors: never less than its interface promises.
 * It holds from the start of a stretch of work of this guest, not in any window. Its `inverse` is
 * the least of what the interface, the budgets' responses and the guest's own work show.
 */
export function supplyBeside(
  hood: Neighborhood,
  load: GuestLoad,
  steps: Steps,
  first = firstUnits(hood, steps),
): SupplyFunction {
  const { server, own } = hood;
  const { period, deadline, budget } = own;
  const alone = periodicSupply({ kind: 'budget', server, period, deadline, budget });
  const byBudgets = servedByBudgets(hood, first);
  const byWork = withinSteps(() => servedByWork(hood, load, steps), null);
  const inverse = (work: number): number => {
    if (work <= 0) return 0;
    const least = Math.min(alone.inverse(work), byBudgets(work));
    return byWork === null ? least : Math.min(least, byWork(work));
  };
  const supply: SupplyFunction = {
    ...alone,
    inverse,
    sbf: (t) => mostWork(inverse, alone.sbf(t), t),
    // Work that is served without a regard to budgets does not repeat with the period.
    period: byWork === null ? period : HORIZON,
    longestGap: inverse(1) - 1,
    starts: () => [supply],
  };
  return supply;
}

/** The most work that is served by `t`, in ns, from an amount that is. */
function mostWork(inverse: (work: number) => number, served: number, t: number): number {
  let [least, most] = [served, Math.max(served, t)];
  while (least < most) {
    const middle = least + Math.ceil((most - least) / 2);
    if (inverse(middle) <= t) least = middle;
    else most = middle - 1;
  }
  return least;
}
