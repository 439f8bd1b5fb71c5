import type { Ratio } from '../arithmetic/ratio.ts';
import { WindowsFrom } from './changing-supply.ts';
import type { StaticWindow, Supply } from './supply.ts';

/**
 * A supply that is known at each instant, from the start of a frame on. Times and amounts are whole
 * nanoseconds up to 2^53.
 */
export interface KnownSupply {
  /** The supply in `[0, t)`. */
  before(t: number): number;
  /**
   * The least `t` with `before(t) ≥ amount`; 0 for an amount of 0 or less, `Infinity` if there is
   * none.
   */
  reached(amount: number): number;
  /** The long-run share of a core. */
  readonly bandwidth: Ratio;
  /** The length after which the supply repeats. */
  readonly frame: number;
  /** The instant from which on it repeats, the start of a frame. The default is 0. */
  readonly settled?: number;
}

/** A supply from the start of its frame on; `null` if it is not known at each instant. */
export function knownSupply(supply: Supply): KnownSupply | null {
  switch (supply.kind) {
    case 'full':
      return ownCore;
    case 'windows':
      return withoutFirst(windowsFromStart(supply.frame, supply.windows), supply.late);
    case 'changing-windows': {
      const { frame, begin } = supply;
      const course = new WindowsFrom(supply);
      const known = {
        before: (t: number) => course.given(t),
        reached: (amount: number) => (amount <= 0 ? 0 : course.reached(amount)),
        bandwidth: { numerator: course.total, denominator: frame },
        frame,
        settled: begin,
      };
      return withoutFirst(known, supply.late);
    }
    case 'budget':
    case 'mixed':
    case 'none':
      return null;
  }
}

/** A supply without the part of its first `late` that a switch takes at the domain's start. */
function withoutFirst(supply: KnownSupply, late = 0): KnownSupply {
  const lost = late === 0 ? 0 : supply.before(late);
  if (lost === 0) return supply;
  const { frame, bandwidth, settled = 0 } = supply;
  return {
    before: (t) => Math.max(0, supply.before(t) - lost),
    reached: (amount) => (amount <= 0 ? 0 : supply.reached(amount + lost)),
    bandwidth,
    frame,
    settled: Math.max(settled, Math.ceil(late / frame) * frame),
  };
}

const ownCore: KnownSupply = {
  before: (t) => t,
  reached: (amount) => Math.max(0, amount),
  bandwidth: { numerator: 1, denominator: 1 },
  frame: 1,
};

function windowsFromStart(frame: number, windows: readonly StaticWindow[]): KnownSupply {
  const sorted = windows.filter(({ length }) => length > 0).sort((a, b) => a.at - b.at);
  const starts = Float64Array.from(sorted, ({ at }) => at);
  const sums = new Float64Array(sorted.length + 1);
  sorted.forEach(({ length }, index) => {
    sums[index + 1] = (sums[index] ?? 0) + length;
  });
  const total = sums[sorted.length] ?? 0;
  return {
    before(t) {
      const whole = Math.floor(t / frame);
      const rest = t - whole * frame;
      const index = lastAtMost(starts, starts.length, rest);
      if (index < 0) return whole * total;
      const open = rest - (starts[index] as number);
      return whole * total + Math.min((sums[index] as number) + open, sums[index + 1] as number);
    },
    reached(amount) {
      if (amount <= 0) return 0;
      if (total === 0 || amount === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
      const whole = Math.ceil(amount / total) - 1;
      const rest = amount - whole * total;
      const index = lastAtMost(sums, starts.length, rest - 1);
      return whole * frame + (starts[index] as number) + rest - (sums[index] as number);
    },
    bandwidth: { numerator: total, denominator: frame },
    frame,
  };
}

/** The last index of the first `count` ascending values with a value of at most `limit`, or −1. */
function lastAtMost(values: Float64Array, count: number, limit: number): number {
  let low = -1;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) <= limit) low = middle;
    else high = middle;
  }
  return low;
}
