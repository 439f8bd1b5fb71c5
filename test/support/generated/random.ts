/** Random choices that depend on the seed only. */
export class Random {
  private state: number;
  /** Whether choices that are rarely made are made at all. */
  private readonly unusual: boolean;

  constructor(seed: number, { unusual = true }: { unusual?: boolean } = {}) {
    this.state = seed >>> 0;
    this.unusual = unusual;
  }

  /** A number from 0 to 1, uniformly distributed (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** True with this probability, but never where all is to be usual. */
  rarely(share: number): boolean {
    return this.chance(share) && this.unusual;
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[Math.floor(this.next() * list.length)] ?? list[0];
  }

  /** `text` with this probability, else nothing. */
  maybe(share: number, text: () => string): string {
    return this.chance(share) ? text() : '';
  }
}
