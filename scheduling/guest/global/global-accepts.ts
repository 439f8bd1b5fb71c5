import type { Limits } from '../../arithmetic/limits.ts';
import { countSteps, withinSteps } from '../../arithmetic/steps.ts';
import { supplyFunctions } from '../../supply/supply-function.ts';
import { accepts } from '../accepts.ts';
import { outsideDomain, supplyOutsideDomain } from '../domain-of-validity.ts';
import type { GlobalProblem } from '../problem.ts';
import { densityAccepts } from './density.ts';
import { allRespond, globalSystem } from './global-test.ts';
import { oneAtATime } from './one-at-a-time.ts';

/**
 * Whether all tasks, soft ones too, are proven on the supplies of a domain's VCPUs: the verdict of
 * `analyzeGlobal` without the numbers, for searches that need it many times. It skips the search
 * for a miss, for an accepted task cannot miss.
 */
export function globalAccepts(problem: GlobalProblem, limits?: Limits): boolean {
  const single = oneAtATime(problem);
  if (single !== null) return accepts(single, limits) === true;
  if (outsideDomain(problem) !== null || problem.supplies.length === 0) return false;
  if (problem.supplies.some(({ safe }) => supplyOutsideDomain(safe) !== null)) return false;
  const supplies = supplyFunctions(problem.supplies.map(({ safe }) => safe));
  if (supplies === null) return false;
  const system = globalSystem(problem, supplies);
  const steps = countSteps(limits);
  return withinSteps(() => densityAccepts(system) || allRespond(system, steps), false);
}
