/**
 * The memory that several maps share. A turn ends when the data stored in it takes about `capacity`
 * bytes. The maps forget an entry that nobody asked for during a whole turn, so together they hold
 * about twice the capacity.
 */
export class CacheSpace {
  private readonly capacity: number;
  private stored = 0;
  private turns = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  /** The number of turns that ended. */
  get turn(): number {
    return this.turns;
  }

  /** Charges the space with about this many stored bytes. */
  take(bytes: number): void {
    this.stored += bytes;
    if (this.stored < this.capacity) return;
    this.turns++;
    this.stored = 0;
  }
}
