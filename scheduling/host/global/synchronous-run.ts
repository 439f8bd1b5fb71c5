import { lcm } from '../../arithmetic/divisors.ts';
import { type Steps, withinSteps } from '../../arithmetic/steps.ts';
import type { CompletedMachine } from '../../model/completed.ts';
import { sharingRules } from '../run/sharing-rules.ts';
import { firstToldMiss, type ToldMiss } from '../run/told-run.ts';
import type { HostServer } from '../server.ts';

const FARTHEST = 2 ** 52;

/**
 * The first VCPU that misses in one run; `null` if none does. In that run all VCPUs begin together
 * and switches cost nothing. Each VCPU asks for as much as it can: one whose budget runs down, or
 * without tasks, always has work; another has the work of its tasks, all released at the start and
 * each job at its WCET. `null` also if a VCPU's work is not known.
 */
export function synchronousMiss(
  machine: Pick<CompletedMachine, 'policy' | 'servers' | 'cores'>,
  servers: readonly HostServer[],
  steps: Steps,
): ToldMiss | null {
  const rules = sharingRules(machine, null);
  if (rules === null || servers.some(({ work }) => work === 'not-known')) return null;
  const periods = servers.flatMap(({ period, work }) => [
    period,
    ...(typeof work === 'string' ? [] : work.map((task) => task.period)),
  ]);
  const running = servers.map((server) => ({
    server,
    replenished: 0,
    asks: server.work === 'any' ? ('always' as const) : ('tasks' as const),
  }));
  const horizon = 2 * lcm(periods, FARTHEST);
  return withinSteps(() => firstToldMiss(rules, running, horizon, steps), null);
}
