/** The time in ms that the worker works before it listens again. */
const slice = 15;
/** The time in ms after which a working worker gives a sign of life. */
const quiet = 1000;

/**
 * Does long work in slices, so that the worker hears newer questions, stops and cancellations in
 * between. Several works may go on at a time. `pause` resolves when the messages that arrived
 * meanwhile are handled.
 */
export class Pacer {
  readonly #pause: () => Promise<void>;
  readonly #alive: () => void;
  #until = 0;
  #said = 0;

  constructor(pause: () => Promise<void>, alive: () => void) {
    this.#pause = pause;
    this.#alive = alive;
  }

  /** Begins a slice. */
  begin(): void {
    this.#until = performance.now() + slice;
  }

  /** Whether the slice is over. */
  get over(): boolean {
    return performance.now() >= this.#until;
  }

  /** Listens between two slices. */
  async rest(): Promise<void> {
    const now = performance.now();
    if (now - this.#said >= quiet) {
      // A sign of life at the arrival of a question counts as well.
      if (this.#said > 0) this.#alive();
      this.#said = now;
    }
    await this.#pause();
    this.begin();
  }

  /** Runs the steps to their end; `null` once nobody wants the result. */
  async drive<S, T>(
    steps: Generator<S, T>,
    wanted: () => boolean,
    between?: (step: S) => void,
  ): Promise<T | null> {
    this.begin();
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      if (!this.over) continue;
      between?.(step.value);
      await this.rest();
      if (!wanted()) return null;
    }
  }
}
