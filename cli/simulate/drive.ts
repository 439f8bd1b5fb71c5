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
 * {@link Interruption.drive} continues after a pause.
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
 * Listens for Ctrl+C during a run, whose pauses let it take effect. The steps of a scenario have no
 * pause: meanwhile nobody listens, so that Ctrl+C ends the process at once.
 */
export class Interruption {
  private readonly interrupts: Interrupts;
  private happened = false;
  private listening = false;

  constructor(interrupts: Interrupts) {
    this.interrupts = interrupts;
  }

  /** A simulation's `aroundSteps`. */
  readonly atOnce = (step: () => void): void => {
    const { listening } = this;
    this.ignore();
    step();
    if (listening) this.listen();
  };

  /** Runs to the horizon. The result is the place of the interrupt in words, or `null`. */
  async drive(
    simulation: Pick<Simulation, 'runUntil' | 'horizon' | 'now'>,
  ): Promise<string | null> {
    this.listen();
    try {
      while (!simulation.runUntil(simulation.horizon)) {
        await setImmediate();
        if (this.happened) return stoppedAt(simulation.now, simulation.horizon);
      }
      return null;
    } finally {
      this.ignore();
    }
  }

  private readonly stop = (): void => {
    this.happened = true;
  };

  private listen(): void {
    this.listening = true;
    this.interrupts.on('SIGINT', this.stop);
  }

  private ignore(): void {
    this.listening = false;
    this.interrupts.off('SIGINT', this.stop);
  }
}
