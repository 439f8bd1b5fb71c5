import type { CompletedModel } from '../../../scheduling/model/completed.ts';
import { simulate } from '../../../scheduling/simulation/run/simulate.ts';
import { digestOf } from './engine/digest.ts';

/** The digest of a run's trace, for comparison between a worker, a page and this process. */
export function drawnRun(model: CompletedModel, seed: number): string {
  const { trace } = simulate(model, { horizon: 2_000_000_000, seed });
  if (trace === null) throw new Error('no trace was kept');
  return digestOf(trace);
}

/** A system with random jitter, gaps and execution times. */
export const drawnSystem = `
  overheads o { switch any -> any 20us }
  machine m { cores 2  scheduler EDF global  servers deferrable  overheads o }
  domain a on m { scheduler EDF  task-switch 5us  vcpu v0 period 10ms budget 4ms
    task t period 20ms wcet 3ms bcet 1ms jitter 5ms  task u period 33ms wcet 4ms bcet 100us sporadic }
  domain b on m { scheduler RR quantum 1ms  vcpu v0 period 5ms budget 2ms
    task t period 20ms wcet 3ms bcet 1ms jitter 5ms  task u period 40ms wcet 4ms bcet 2ms sporadic jitter 50ms }
  domain c on m { vcpu v0 period 7ms budget 3ms }`;

/**
 * The digest of that system's run with seed 1. It changes only if a rule of the simulation does.
 */
export const digestOfAlways = 'aa7cb8ad73d6dcfd';
