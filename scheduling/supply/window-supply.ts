import { lastAtMost } from './changing-supply.ts';
import { fullSupply } from './full-supply.ts';
import { mergeWindows } from './merge-windows.ts';
import { noSupply } from './periodic-supply.ts';
import type { StaticWindows } from './supply.ts';
import type { SupplyFunction } from './supply-function.ts';

/**
 * The supply of static windows: the least over every start within the frame (Mok, Feng & Chen, RTAS
 * 2001). As a start moves through a window, the supply after it cannot grow; as it moves through a
 * gap, it cannot shrink. The least is therefore among the starts at windows' ends.
 */
export function windowSupply(supply: StaticWindows): SupplyFunction {
  const { frame } = supply;
  const windows = mergeWindows(frame, supply.windows);
  const total = windows.reduce((sum, window) => sum + window.length, 0);
  if (total === 0) return noSupply(frame);
  if (total === frame) return fullSupply;
  return leastOf(
    frame,
    windows.map((_, index) => patternAfter(frame, windows, index)),
  );
}

/** The least supply of patterns with the same supply per frame. */
function leastOf(frame: number, patterns: readonly Pattern[]): SupplyFunction {
  const total = patterns[0]?.total ?? 0;
  let late: number | null = null;
  const longestGap = patterns.reduce(
    (longest, { starts }) => Math.max(longest, starts[0] ?? frame),
    0,
  );
  return {
    sbf(t) {
      if (t <= 0) return 0;
      const whole = Math.floor(t / frame);
      const rest = t - whole * frame;
      let least = Number.POSITIVE_INFINITY;
      for (const pattern of patterns) least = Math.min(least, suppliedBy(pattern, rest));
      return whole * total + least;
    },
    inverse(amount) {
      if (amount <= 0) return 0;
      const whole = Math.ceil(amount / total) - 1;
      const rest = amount - whole * total;
      let longest = 0;
      for (const pattern of patterns) longest = Math.max(longest, timeOf(pattern, rest));
      return whole * frame + longest;
    },
    bandwidth: { numerator: total, denominator: frame },
    period: frame,
    settled: longestGap,
    // Not each test asks for it, and it takes longer than the rest.
    get latency() {
      late ??= latency(patterns, frame, total);
      return late;
    },
    longestGap,
    starts: () => patterns.map((pattern) => leastOf(frame, [pattern])),
  };
}

/**
 * One frame of supply that begins at a window's end: the starts of the windows, and the supply
 * before each.
 */
interface Pattern {
  readonly starts: readonly number[];
  readonly before: readonly number[];
  readonly total: number;
}

function patternAfter(frame: number, windows: StaticWindows['windows'], index: number): Pattern {
  const origin = windows[index];
  if (origin === undefined) throw new RangeError('no such window');
  const end = origin.at + origin.length;
  const starts: number[] = [];
  const before: number[] = [];
  let sum = 0;
  for (let step = 1; step <= windows.length; step++) {
    const window = windows[(index + step) % windows.length];
    if (window === undefined) throw new RangeError('no such window');
    starts.push((((window.at - end) % frame) + frame) % frame);
    before.push(sum);
    sum += window.length;
  }
  return { starts, before, total: sum };
}

/** The supply within the first `t` of a frame. */
function suppliedBy({ starts, before, total }: Pattern, t: number): number {
  const index = lastAtMost(starts, t);
  if (index < 0) return 0;
  return Math.min((before[index] ?? 0) + t - (starts[index] ?? 0), before[index + 1] ?? total);
}

/** The time by which `amount` has been supplied. Domain: above 0, at most a frame's total. */
function timeOf({ starts, before }: Pattern, amount: number): number {
  const index = lastAtMost(before, amount - 1);
  return (starts[index] ?? 0) + amount - (before[index] ?? 0);
}

/**
 * The least whole λ with `sbf(t) ≥ total/frame · (t − λ)`. The line touches `sbf` where a window
 * begins.
 */
function latency(patterns: readonly Pattern[], frame: number, total: number): number {
  let worst = 0n;
  for (const { starts, before } of patterns) {
    starts.forEach((start, index) => {
      const late = BigInt(start) * BigInt(total) - BigInt(before[index] ?? 0) * BigInt(frame);
      if (late > worst) worst = late;
    });
  }
  const whole = BigInt(total);
  return Number((worst + whole - 1n) / whole);
}
