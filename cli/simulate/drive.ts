import { setImmediate } from 'node:timers/promises';
import { stoppedAt } from '../../messages/command/run.ts';
import type { Simulation } from '../../scheduling/simulation/result.ts';
import type { ProgressBar } from './progress-bar.ts';

const BETWEEN_MS = 50;

/** A source of interrupts, such as the process at Ctrl+C. */
export interface Interrupts {
  on(event: 'SIGINT', stop: () => void): unknown;
  off(event: 'SIGINT', stop: () => void): unknown;
}

/**
 * Pauses a run so that the rest of the program gets its turn. It is a simulation's `onProgress`;
 * {@link driveToEnd} continues after a pause.
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
 * Runs to the horizon, with pauses in which Ctrl+C takes effect. The result is the place of the
 * interrupt in words, or `null`.
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
