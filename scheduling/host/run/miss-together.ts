import { countSteps, withinSteps } from '../../arithmetic/steps.ts';
import type { HostServer } from '../server.ts';
import type { RunningServer, RunRules } from './first-late.ts';
import { firstToldMiss, type ToldMiss } from './told-run.ts';

/** The steps after which a first miss counts as too far. */
const STEPS_OF_A_RUN = 300_000;

/** The first miss where all begin together and always have work; `null` if it is too far. */
export function missTogether(rules: RunRules, servers: readonly HostServer[]): ToldMiss | null {
  const running = servers.map(
    (server): RunningServer => ({ server, replenished: 0, asks: 'always' }),
  );
  const steps = countSteps({ steps: STEPS_OF_A_RUN });
  const end = Number.MAX_SAFE_INTEGER;
  return withinSteps(() => firstToldMiss(rules, running, end, steps), null);
}
