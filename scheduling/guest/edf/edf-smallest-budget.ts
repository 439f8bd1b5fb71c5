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
 * The least budget on the grid, in ns, that {@link edfTest} accepts; `null` if there is none,
 * `'unknown'` if the windows to check are too long.
 *
 * The search walks the steps of demand once, as the test does. A failing step raises the budget to
 * the least that serves it, which only shortens the remaining walk. Each raise was necessary, hence
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
 * if there is none.
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

/** The number of elementary steps per task that the bounds of a horizon take. */
const STEPS_OF_A_HORIZON = 8;

/** The number of elementary steps of one inversion of the supply, which uses big integers. */
const STEPS_OF_A_RAISE = 64;

/**
 * A failing step, found early by strides that double. Supply mostly grows faster than demand, so
 * the earliest of many failing steps fails by most, and a budget raised for it serves the others.
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
