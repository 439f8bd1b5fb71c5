import type { Limits } from '../arithmetic/limits.ts';
import { countSteps, StepLimitReached } from '../arithmetic/steps.ts';
import { demandBound } from '../demand/demand-bound.ts';
import { guestDemand } from '../demand/guest-demand.ts';
import { priorityLevels } from '../demand/levels.ts';
import { isEdf } from '../model/guest-policies.ts';
import { largestBudget } from '../supply/budget-for.ts';
import type { BudgetBounds } from './cut.ts';
import { outsideDomain } from './domain-of-validity.ts';
import { edfSmallestBudget } from './edf/edf-smallest-budget.ts';
import { fpSmallestBudget } from './fixed-priority/fp-smallest-budget.ts';
import type { BudgetProblem, SmallestBudget } from './problem.ts';
import { BEYOND_HORIZON, TOO_MANY_STEPS } from './undecided.ts';

/**
 * The smallest net budget for a VCPU's period and deadline: the least multiple of the resolution
 * for which the safe side of the test accepts all tasks, soft ones too. Exact on that grid: one
 * step less is not accepted.
 */
export function smallestBudget(
  problem: BudgetProblem,
  limits?: Limits,
  bounds?: BudgetBounds,
): SmallestBudget {
  const outside = outsideDomain(problem);
  if (outside !== null) return { kind: 'unknown', reason: outside };
  const columns = guestDemand(problem, 'safe');
  const steps = countSteps(limits);
  try {
    const budget = isEdf(problem.policy)
      ? edfSmallestBudget(demandBound(columns), problem, steps, bounds)
      : fpSmallestBudget(
          priorityLevels(problem.policy, problem.tasks, columns, 'safe'),
          problem,
          steps,
          bounds,
        );
    if (budget === 'unknown') return { kind: 'unknown', reason: BEYOND_HORIZON };
    if (budget !== null) return { kind: 'found', budget };
    return { kind: 'none', reason: noBudget(problem) };
  } catch (error) {
    if (error instanceof StepLimitReached) return { kind: 'unknown', reason: TOO_MANY_STEPS };
    throw error;
  }
}

function noBudget(problem: BudgetProblem): string {
  return largestBudget(problem) <= 0
    ? 'the deadline is shorter than one step of the resolution'
    : 'even the largest budget that fits before the deadline is not enough';
}
