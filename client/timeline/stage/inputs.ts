/** What something was made of last, to make it anew only from something else. */
export class Inputs {
  #last: readonly unknown[] = [];

  /** Whether these differ from those of the call before. */
  changed(...now: readonly unknown[]): boolean {
    const last = this.#last;
    this.#last = now;
    return now.length !== last.length || now.some((input, at) => input !== last[at]);
  }
}
