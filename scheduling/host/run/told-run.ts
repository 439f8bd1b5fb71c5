import type { Steps } from '../../arithmetic/steps.ts';
import type { HostRun } from '../../model/reason.ts';
import { nameOf } from '../vcpu-name.ts';
import { type BudgetMiss, firstLate, type RunningServer, type RunRules } from './first-late.ts';

/** The first miss of a run, with the run as a verdict tells it. */
export interface ToldMiss extends BudgetMiss {
  readonly run: HostRun;
}

/**
 * {@link firstLate} with the run up to the miss.
 *
 * @throws StepLimitReached once the steps are spent.
 */
export function firstToldMiss(
  rules: RunRules,
  running: readonly RunningServer[],
  until: number,
  steps: Steps,
): ToldMiss | null {
  const miss = firstLate(rules, running, until, steps);
  return miss === null ? null : { ...miss, run: toldRun(running, miss.time) };
}

/** A run that was followed, up to a missed deadline, as a verdict tells it. */
export function toldRun(running: readonly RunningServer[], until: number): HostRun {
  const vcpus = running.map(({ server, replenished, asks }) => ({
    vcpu: nameOf(server),
    ...{ replenished, asks },
  }));
  return { vcpus, until };
}
