import type { Limits } from '../../arithmetic/limits.ts';
import { countSteps, withinSteps } from '../../arithmetic/steps.ts';
import type { DemandBound } from '../../demand/demand-bound.ts';
import type { SupplyFunction } from '../../supply/supply-function.ts';
import { type EdfOutcome, firstFailure } from './edf-test.ts';

/**
 * The least window in which demand passes supply, in ns, where the test refused and met one; a
 * later one where that takes too many steps to be found. It ends with a deadline, and by then some
 * job is late, whatever the order of jobs.
 */
export function leastFailure(
  demand: DemandBound,
  supply: SupplyFunction,
  outcome: EdfOutcome,
  limits: Limits | undefined,
): number | null {
  const window = outcome.kind === 'refused' ? outcome.at : null;
  if (window === null) return null;
  const step = demand.stepBefore(window.failure + 1);
  return withinSteps(() => firstFailure(demand, supply, window, countSteps(limits)), step);
}
