import type { Limits } from '../arithmetic/limits.ts';
import { countSteps, StepLimitReached } from '../arithmetic/steps.ts';
import { demandBound } from '../demand/demand-bound.ts';
import { guestDemand } from '../demand/guest-demand.ts';
import { priorityLevels } from '../demand/levels.ts';
import { isEdf } from '../model/guest-policies.ts';
import { supplyFunction } from '../supply/supply-function.ts';
import { alignedAccepts } from './aligned/aligned-accepts.ts';
import { outsideDomain, supplyOutsideDomain } from './domain-of-validity.ts';
import { edfTest } from './edf/edf-test.ts';
import { fixedPriorityTest } from './fixed-priority/fixed-priority-test.ts';
import type { VcpuProblem } from './problem.ts';

/**
 * Whether the safe side of the test accepts all tasks, soft ones too: the verdict of `analyzeVcpu`
 * without the numbers. Who wants a proof only may get `unknown` for a refusal, and sooner.
 */
export function accepts(
  problem: VcpuProblem,
  limits?: Limits,
  proofOnly = false,
): boolean | 'unknown' {
  if (outsideDomain(problem) !== null || supplyOutsideDomain(problem.supply.safe) !== null)
    return 'unknown';
  const everyPhasing = acceptsEvery(problem, limits);
  if (everyPhasing === true || problem.releases !== 'aligned') return everyPhasing;
  return alignedAccepts(problem, countSteps(limits), proofOnly);
}

/** {@link accepts} for every phasing. */
function acceptsEvery(problem: VcpuProblem, limits?: Limits): boolean | 'unknown' {
  const supply = supplyFunction(problem.supply.safe);
  if (supply === null) return 'unknown';
  const columns = guestDemand(problem, 'safe');
  const steps = countSteps(limits);
  try {
    if (isEdf(problem.policy)) {
      const { kind } = edfTest(demandBound(columns), supply, steps);
      return kind === 'undecided' ? 'unknown' : kind === 'accepted';
    }
    const levels = priorityLevels(problem.policy, problem.tasks, columns, 'safe');
    const kinds = fixedPriorityTest(levels, supply, steps).map((outcome) => outcome.kind);
    if (kinds.includes('refused')) return false;
    return kinds.includes('undecided') ? 'unknown' : true;
  } catch (error) {
    if (error instanceof StepLimitReached) return 'unknown';
    throw error;
  }
}
