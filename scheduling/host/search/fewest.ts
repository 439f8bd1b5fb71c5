import type { Steps } from '../../arithmetic/steps.ts';
import { firstLate, type RunningServer, type RunRules } from '../run/first-late.ts';
import { type ToldMiss, toldRun } from '../run/told-run.ts';

/** The miss at the end of a run. */
export type LastMiss = Pick<ToldMiss, 'server' | 'time' | 'run'>;

/**
 * The run without the VCPUs that its miss does not need: their guests ask for nothing. Only for
 * servers that keep their budgets then.
 *
 * @throws StepLimitReached once the steps are spent.
 */
export function withFewest(
  rules: RunRules,
  running: readonly RunningServer[],
  miss: LastMiss,
  steps: Steps,
): LastMiss {
  let fewest = running;
  let last = miss;
  for (const each of running) {
    const fewer = fewest.filter((other) => other !== each);
    const late = firstLate(rules, fewer, last.time, steps);
    if (late === null) continue;
    fewest = fewer;
    last = { server: late.server, time: late.time, run: toldRun(fewer, late.time) };
  }
  return last;
}
