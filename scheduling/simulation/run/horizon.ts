import type { CompletedModel } from '../../model/completed.ts';
import type { Scenario } from '../../model/model.ts';
import { frameOf, traitsOf } from '../../model/policies.ts';
import type { HorizonChoice } from '../result.ts';

const LONGEST_CHOSEN = 10_000_000_000;

/**
 * The length of a run, in ns: the requested one, else the scenario's `run`, else the hyperperiod
 * (of tasks, servers and major frames) plus the largest offset if that is below 10 s, else 10 s.
 */
export function chooseHorizon(
  model: CompletedModel,
  scenario: Scenario | null,
  asked: number | undefined,
): { readonly horizon: number; readonly chosen: HorizonChoice } {
  if (asked !== undefined) return { horizon: asked, chosen: 'asked' };
  if (scenario?.run !== undefined) return { horizon: scenario.run, chosen: 'scenario' };
  let hyperperiod = 0;
  let offset = 0;
  const cover = (period: number | null): void => {
    if (period === null || hyperperiod > LONGEST_CHOSEN) return;
    hyperperiod = hyperperiod === 0 ? period : (hyperperiod / gcd(hyperperiod, period)) * period;
  };
  for (const { policy, domains } of model.machines) {
    const { repeats } = traitsOf(policy);
    if (repeats === 'frame') cover(frameOf(policy)?.majorFrame ?? null);
    for (const { vcpus, tasks } of domains) {
      if (repeats === 'periods') for (const { period } of vcpus) cover(period);
      for (const task of tasks) {
        cover(task.period);
        offset = Math.max(offset, task.offset);
      }
    }
  }
  const whole = hyperperiod + offset;
  if (hyperperiod > 0 && whole < LONGEST_CHOSEN) return { horizon: whole, chosen: 'hyperperiod' };
  return { horizon: LONGEST_CHOSEN, chosen: 'default' };
}

function gcd(a: number, b: number): number {
  let [larger, smaller] = [a, b];
  while (smaller > 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
