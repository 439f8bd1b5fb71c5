/**
 * A contender for the places of a pool: a VCPU for cores, or a task for VCPUs. Its policy sets two
 * keys: the smaller `first` goes first, then the smaller `second`, then the one declared first.
 */
export class Contender {
  /** Its number among all contenders of its level, in the order declared. */
  readonly index: number;
  first = Infinity;
  second = Infinity;
  /** Its index in the heap of its pool; −1 if it does not wait. */
  waiting = -1;
  /** Its place in its pool; −1 if it has none. */
  seat = -1;
  /** Its last place. */
  lastSeat = -1;

  constructor(index: number) {
    this.index = index;
  }

  /** Whether it has a place or waits for one. */
  get contends(): boolean {
    return this.seat >= 0 || this.waiting >= 0;
  }
}

/** Whether `a` precedes `b` in the order of their keys. */
export function before(a: Contender, b: Contender): boolean {
  if (a.first !== b.first) return a.first < b.first;
  if (a.second !== b.second) return a.second < b.second;
  return a.index < b.index;
}
