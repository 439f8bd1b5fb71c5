/**
 * The shares of cores in the order of their numbers, with the least of each range, so that the
 * first core with room is found in logarithmic time.
 */
export class LeastShares {
  private readonly leaves: number;
  /** A binary tree: the children of node `i` are `2i` and `2i + 1`, the root is 1. */
  private readonly least: Float64Array;

  /** All shares are 0. */
  constructor(count: number) {
    this.leaves = 2 ** Math.ceil(Math.log2(Math.max(1, count)));
    this.least = new Float64Array(2 * this.leaves).fill(Number.POSITIVE_INFINITY);
    this.least.fill(0, this.leaves, this.leaves + count);
    for (let node = this.leaves - 1; node > 0; node--) this.renew(node);
  }

  set(place: number, share: number): void {
    let node = this.leaves + place;
    this.least[node] = share;
    for (node >>= 1; node > 0; node >>= 1) this.renew(node);
  }

  /** The first place from `from` on with a share up to `most`; −1 if there is none. */
  firstUpTo(most: number, from: number): number {
    let node = this.leaves + from;
    if (from >= this.leaves) return -1;
    // Upward until a range to the right holds one, then down to the first of it.
    while (this.at(node) > most) {
      while (node % 2 === 1) node >>= 1;
      if (node === 0) return -1;
      node++;
    }
    while (node < this.leaves) {
      node *= 2;
      if (this.at(node) > most) node++;
    }
    return node - this.leaves;
  }

  private renew(node: number): void {
    this.least[node] = Math.min(this.at(2 * node), this.at(2 * node + 1));
  }

  private at(node: number): number {
    return this.least[node] ?? Number.POSITIVE_INFINITY;
  }
}
