/**
 * The room that several maps share. Time in it is counted in turns: a turn ends when what was
 * stored in it takes about `capacity` bytes. What was not asked for in a whole turn is forgotten,
 * so that all maps together hold about twice the capacity.
 */
export class CacheSpace {
  private readonly capacity: number;
  private stored = 0;
  private turns = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  /** How many turns have ended. */
  get turn(): number {
    return this.turns;
  }

  /** Something of about this many bytes is stored. */
  take(bytes: number): void {
    this.stored += bytes;
    if (this.stored < this.capacity) return;
    this.turns++;
    this.stored = 0;
  }
}
