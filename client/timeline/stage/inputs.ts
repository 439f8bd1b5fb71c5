/** Remembers the inputs of the last call, so that a result is made anew only from other inputs. */
export class Inputs {
  #last: readonly unknown[] = [];

  /** Whether the inputs differ from those of the last call. */
  changed(...now: readonly unknown[]): boolean {
    const last = this.#last;
    this.#last = now;
    return now.length !== last.length || now.some((input, at) => input !== last[at]);
  }
}
