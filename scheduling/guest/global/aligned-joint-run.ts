import type { Steps } from '../../arithmetic/steps.ts';
import { priorityGroups } from '../../demand/priority-groups.ts';
import { guestOrder, isEdf } from '../../model/guest-policies.ts';
import type { Supply } from '../../supply/supply.ts';
import type { GlobalProblem } from '../problem.ts';
import { playJointly, type RunMiss } from './joint-run.ts';
import { coursesFrom } from './supply-course.ts';

/** The verdict that a run of aligned releases gives. */
export interface AlignedJointRun {
  readonly misses: readonly RunMiss[];
  /** Whether no task misses in any run. */
  readonly proven: boolean;
}

/**
 * Plays the run of aligned releases on several VCPUs. A miss in it is one of a legal run. Without a
 * miss it proves all tasks if it repeats and at most one job of a task is unfinished at once: a job
 * then runs at each instant unless as many before it are unfinished as VCPUs are there, and those
 * are no more if jobs are shorter (Ha & Liu 1994, whose argument holds for processors that come and
 * go). Nothing is proven with task switches, kernel sections or blocking, and of equal priorities.
 * Nothing either of tasks in turns, or of windows that change.
 */
export function alignedJointRun(problem: GlobalProblem, steps: Steps): AlignedJointRun {
  const pairs = problem.supplies.flatMap(({ safe, necessary }) => [safe, necessary]);
  if (guestOrder(problem.policy) === 'turns' || !pairs.every(repeatsFromStart))
    return { misses: [], proven: false };
  const play = (supplies: readonly Supply[]) =>
    playJointly(problem, coursesFrom(supplies, 0), steps);
  const bare = play(problem.supplies.map(({ necessary }) => necessary));
  if (bare.misses.length > 0 || !isPredictable(problem))
    return { misses: bare.misses, proven: false };
  const { misses, repeats } = play(problem.supplies.map(({ safe }) => safe));
  return { misses: [], proven: misses.length === 0 && repeats };
}

/** Whether a supply is known at each instant, and repeats from the start of the run on. */
function repeatsFromStart({ kind }: Supply): boolean {
  return kind === 'full' || kind === 'windows';
}

function isPredictable({ policy, tasks, taskSwitch, kernelLatency }: GlobalProblem): boolean {
  const equals = !isEdf(policy) && priorityGroups(policy, tasks).some((group) => group.length > 1);
  return (
    taskSwitch === 0 &&
    kernelLatency === 0 &&
    !equals &&
    tasks.every(({ deadline, period, blocking }) => deadline <= period && blocking === 0)
  );
}
