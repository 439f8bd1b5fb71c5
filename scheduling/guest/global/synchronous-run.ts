import type { Steps } from '../../arithmetic/steps.ts';
import { guestOrder } from '../../model/guest-policies.ts';
import type { GlobalProblem } from '../problem.ts';
import { playJointly, type RunMiss } from './joint-run.ts';
import { supplyCourses } from './supply-course.ts';

/**
 * The tasks that miss in one run in which all tasks are released together as the VCPUs' longest
 * gaps begin. Domain: tasks do not run in turns.
 */
export function synchronousMisses(problem: GlobalProblem, steps: Steps): readonly RunMiss[] {
  if (guestOrder(problem.policy) === 'turns') return [];
  for (const courses of supplyCourses(problem.supplies.map(({ necessary }) => necessary))) {
    const { misses } = playJointly(problem, courses, steps);
    if (misses.length > 0) return misses;
  }
  return [];
}
