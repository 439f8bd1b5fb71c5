import { setImmediate } from 'node:timers/promises';
import { stoppedAt } from '../../messages/command/run.ts';
import type { Simulation } from '../../scheduling/simulation/result.ts';
import type { ProgressBar } from './progress-bar.ts';

const BETWEEN_MS = 50;

/** Somebody who may want a run to stop: the process, at Ctrl+C. */
export interface Interrupts {
  on(event: 'SIGINT', stop: () => void): unknown;
  off(event: 'SIGINT', stop: () => void): unknown;
}

/**
 * When a run shall let the rest of the program have its turn. Given to a simulation as
 * `onProgress`; {@link driveToEnd} goes on where it stopped.
 */
export function pausing(
  progress: ProgressBar,
): (state: Parameters<ProgressBar['show']>[0]) => boolean {
  let last = performance.now();
  return (state) => {
    progress.show(state);
    const now = performance.now();
    if (now - last < BETWEEN_MS) return true;
    last = now;
    return false;
  };
}

/**
 * Runs to the horizon, with pauses in which Ctrl+C is heard. Answers where it was stopped, in
 * words; `null` where it was not.
 */
export async function driveToEnd(
  simulation: Pick<Simulation, 'runUntil' | 'horizon' | 'now'>,
  interrupts: Interrupts,
): Promise<string | null> {
  let stopped = false;
  const stop = (): void => {
    stopped = true;
  };
  interrupts.on('SIGINT', stop);
  try {
    while (!simulation.runUntil(simulation.horizon)) {
      await setImmediate();
      if (stopped) return stoppedAt(simulation.now, simulation.horizon);
    }
    return null;
  } finally {
    interrupts.off('SIGINT', stop);
  }
}
