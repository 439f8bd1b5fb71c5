import type { Steps } from '../../arithmetic/steps.ts';
import type { DemandBound } from '../../demand/demand-bound.ts';
import { demandHorizon } from '../../demand/demand-horizon.ts';
import {
  budgetFor,
  largestBudget,
  type OpenResource,
  supplyWith,
} from '../../supply/budget-for.ts';
import { HORIZON, type SupplyFunction } from '../../supply/supply-function.ts';
import type { BudgetBounds } from '../cut.ts';
import { leastBudgetByUtilization } from '../least-budget.ts';
import { failsAtCommonMultiple, nextStretch, parallelSpan } from './edf-test.ts';

/**
 * The least budget on the grid for which {@link edfTest} accepts; `null` where none does,
 * `'unknown'` where windows too long would have to be looked at.
 *
 * One walk over the steps of demand as in the test: a step that fails raises the budget to the
 * least that serves it, which only shortens what is still to be walked. Every raise was needed, so
 * the result is exact.
 */
export function edfSmallestBudget(
  demand: DemandBound,
  resource: OpenResource,
  steps: Steps,
  bounds: BudgetBounds = {},
): number | null | 'unknown' {
  const { columns, begin } = demand;
  const first = begin[0];
  if (first === undefined) return 0;
  const largest = Math.min(largestBudget(resource), bounds.most ?? Number.POSITIVE_INFINITY);
  const least = leastBudgetByUtilization(columns, resource, columns.count);
  let budget = Math.max(least, bounds.least ?? 0);
  if (first <= 0 || budget > largest) return null;
  let passed = 0;
  while (true) {
    steps.spend(STEPS_OF_A_HORIZON * columns.count);
    const supply = supplyWith(resource, budget);
    const bound = demandHorizon(demand, supply);
    const parallel = bound.kind === 'parallel' ? parallelSpan(demand, supply) : null;
    const end = bound.kind === 'bounded' ? bound.horizon : (parallel?.end ?? 0);
    if (passed >= end) {
      if (parallel === null || parallel.complete) return budget;
      budget += resource.resolution;
      if (budget > largest) return failsAtCommonMultiple(demand, supply) ? null : 'unknown';
      continue;
    }
    if (passed >= HORIZON) return 'unknown';
    const until = Math.min(end, HORIZON, nextStretch(demand, supply, passed));
    budget = raiseWithin(demand, resource, budget, passed, until, steps, bounds);
    if (budget > largest) return null;
    passed = until;
  }
}

/**
 * The least budget from `budget` on that serves all steps after `passed` up to `until`; `Infinity`
 * where none does.
 */
function raiseWithin(
  demand: DemandBound,
  resource: OpenResource,
  budget: number,
  passed: number,
  until: number,
  steps: Steps,
  { most = Number.POSITIVE_INFINITY, onRaise }: BudgetBounds,
): number {
  let raised = budget;
  let supply = supplyWith(resource, raised);
  let t = until;
  while (t > passed) {
    steps.spend(2 * demand.columns.count);
    const need = demand.at(t);
    if (need > supply.sbf(t)) {
      const earliest = failingBefore(demand, supply, passed, t, steps);
      const earliestNeed = demand.at(earliest);
      raised = budgetFor(resource, earliest, earliestNeed);
      onRaise?.(() => [{ time: earliest, need: earliestNeed }]);
      if (raised > most || raised === Number.POSITIVE_INFINITY) return raised;
      supply = supplyWith(resource, raised);
      steps.spend(STEPS_OF_A_RAISE);
      continue;
    }
    const enough = supply.inverse(need);
    t = enough < t ? enough : demand.stepBefore(t);
  }
  return raised;
}

/** For each task, the sums that bound a horizon take so many elementary steps. */
const STEPS_OF_A_HORIZON = 8;

/** Inverting the supply takes whole numbers of any size: so many elementary steps. */
const STEPS_OF_A_RAISE = 64;

/**
 * A step that fails, as early as strides that double find one: supply mostly grows faster than
 * demand, so that of many steps in a row the earliest fails by most, and a budget raised for it
 * serves the others.
 */
function failingBefore(
  demand: DemandBound,
  supply: SupplyFunction,
  passed: number,
  failing: number,
  steps: Steps,
): number {
  let earliest = failing;
  let before = demand.stepBefore(failing);
  for (let stride = failing - before; before > passed; stride *= 2) {
    steps.spend(2 * demand.columns.count);
    if (demand.at(before) <= supply.sbf(before)) break;
    earliest = before;
    before = demand.stepBefore(before - stride + 1);
  }
  return earliest;
}
