/**
 * Who contends for the places of a pool: a VCPU for cores, or a task for VCPUs. Its policy sets the
 * two keys: the smaller `first` goes first, then the smaller `second`, then the one declared first.
 */
export class Contender {
  /** Its number among all of its level, in the order declared. */
  readonly index: number;
  first = Infinity;
  second = Infinity;
  /** Where it stands in the heap of its pool; −1: it does not wait. */
  waiting = -1;
  /** The place it has in its pool; −1: none. */
  seat = -1;
  /** The place it had last. */
  lastSeat = -1;

  constructor(index: number) {
    this.index = index;
  }

  /** Whether it has a place or waits for one. */
  get contends(): boolean {
    return this.seat >= 0 || this.waiting >= 0;
  }
}

export function before(a: Contender, b: Contender): boolean {
  if (a.first !== b.first) return a.first < b.first;
  if (a.second !== b.second) return a.second < b.second;
  return a.index < b.index;
}
