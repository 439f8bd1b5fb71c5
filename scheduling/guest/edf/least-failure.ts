import type { Limits } from '../../arithmetic/limits.ts';
import { countSteps, withinSteps } from '../../arithmetic/steps.ts';
import type { DemandBound } from '../../demand/demand-bound.ts';
import type { SupplyFunction } from '../../supply/supply-function.ts';
import { type EdfOutcome, firstFailure } from './edf-test.ts';

/**
 * The least window, in ns, in which demand exceeds supply, after a test that refused and met one.
 * It is a later window if the least takes too many steps to find. The window ends with a deadline,
 * and by then some job is late, whatever the order of jobs.
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
