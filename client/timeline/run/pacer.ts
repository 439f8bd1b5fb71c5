/** How long the worker works before it listens again, in ms. */
const slice = 15;
/** A worker that works longer than this without an answer says that it does, in ms. */
const quiet = 1000;

/**
 * Does long work in slices, so that a newer question, a stop or a cancellation is heard in between;
 * several works may go on at a time. `pause` resolves when what arrived meanwhile has been heard.
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

  /** A slice begins. */
  begin(): void {
    this.#until = performance.now() + slice;
  }

  /** Whether the slice is over. */
  get over(): boolean {
    return performance.now() >= this.#until;
  }

  /** Between two slices. */
  async rest(): Promise<void> {
    const now = performance.now();
    if (now - this.#said >= quiet) {
      // What was said when a question came is as good.
      if (this.#said > 0) this.#alive();
      this.#said = now;
    }
    await this.#pause();
    this.begin();
  }

  /** To the end of the steps; `null` once they are not wanted any more. */
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
