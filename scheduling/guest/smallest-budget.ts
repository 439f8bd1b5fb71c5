import type { Limits } from '../arithmetic/limits.ts';
import { countSteps, StepLimitReached } from '../arithmetic/steps.ts';
import { demandBound } from '../demand/demand-bound.ts';
import { guestDemand } from '../demand/guest-demand.ts';
import { priorityLevels } from '../demand/levels.ts';
import { isEdf } from '../model/guest-policies.ts';
import type { Doubt } from '../model/reason.ts';
import { largestBudget } from '../supply/budget-for.ts';
import type { BudgetBounds } from './cut.ts';
import { outsideDomain } from './domain-of-validity.ts';
import { edfSmallestBudget } from './edf/edf-smallest-budget.ts';
import { fpSmallestBudget } from './fixed-priority/fp-smallest-budget.ts';
import type { BudgetProblem, SmallestBudget } from './problem.ts';

/**
 * The smallest net budget for a VCPU's period and deadline, in ns: the least multiple of the
 * resolution with which the safe side of the test accepts all tasks, soft ones too. The result is
 * exact on that grid: the test refuses one step less. Parameters outside the domain of validity,
 * and a search that exceeds its steps or the horizon, give `unknown` with the reason.
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
    if (budget === 'unknown') return undecided('beyond-horizon');
    return budget === null
      ? { kind: 'none', reason: largestBudget(problem) <= 0 ? 'too-coarse' : 'too-little' }
      : { kind: 'found', budget };
  } catch (error) {
    if (error instanceof StepLimitReached) return undecided('too-many-steps');
    throw error;
  }
}

function undecided(doubt: Doubt): SmallestBudget {
  return { kind: 'unknown', reason: { kind: 'undecided', doubt } };
}
