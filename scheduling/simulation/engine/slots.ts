/**
 * The pending events: one fixed slot for each possible next event, and a tournament tree that knows
 * the earliest. The lowest slot wins among those at the same time, so the numbers of slots are the
 * order of events at one instant. A slot without an event has the time Infinity.
 */
export class Slots {
  /** Node `n` has the children `2n` and `2n + 1`; the leaves are the slots, from `size` on. */
  private readonly times: Float64Array;
  private readonly winners: Int32Array;
  private readonly size: number;

  constructor(count: number) {
    let size = 1;
    while (size < count) size *= 2;
    this.size = size;
    this.times = new Float64Array(2 * size).fill(Infinity);
    this.winners = new Int32Array(2 * size);
    for (let leaf = 0; leaf < size; leaf++) this.winners[size + leaf] = leaf;
    for (let node = size - 1; node > 0; node--)
      this.winners[node] = this.winners[2 * node] as number;
  }

  /** The slot with the earliest event. */
  first(): number {
    return this.winners[1] as number;
  }

  /** The time of the earliest event, in ns. */
  firstTime(): number {
    return this.times[1] as number;
  }

  timeOf(slot: number): number {
    return this.times[this.size + slot] as number;
  }

  // The method is short, so that the compiler inlines it and never boxes the time.
  set(slot: number, time: number): void {
    const leaf = this.size + slot;
    if (this.times[leaf] === time) return;
    this.times[leaf] = time;
    this.replay(leaf >> 1);
  }

  /** Repeats the matches from a node up. */
  private replay(from: number): void {
    const times = this.times;
    const winners = this.winners;
    for (let node = from; node > 0; node >>= 1) {
      const left = node << 1;
      const first = (times[left + 1] as number) < (times[left] as number) ? left + 1 : left;
      times[node] = times[first] as number;
      winners[node] = winners[first] as number;
    }
  }
}
