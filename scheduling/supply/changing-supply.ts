import type { ChangingWindows, StaticWindow } from './supply.ts';
import type { SupplyFunction } from './supply-function.ts';

/**
 * The supply of windows that change: the least over every start from 0 on. As a start moves through
 * a window, the supply after it cannot grow; as it moves through a gap, it cannot shrink. The least
 * is therefore among the starts at windows' ends, and at 0. Later starts than those of the first
 * repeated frame supply what these do.
 */
export function changingSupply(windows: ChangingWindows): SupplyFunction {
  const course = new WindowsFrom(windows);
  const starts = startsOf(windows).map((start) => supplyFrom(windows, course, start));
  const most = (of: (start: SupplyFunction) => number): number =>
    starts.reduce((largest, start) => Math.max(largest, of(start)), 0);
  return {
    sbf: (t) => starts.reduce((least, start) => Math.min(least, start.sbf(t)), Infinity),
    inverse: (amount) => most((start) => start.inverse(amount)),
    bandwidth: { numerator: course.total, denominator: windows.frame },
    period: windows.frame,
    settled: most((start) => start.settled),
    latency: most((start) => start.latency),
    longestGap: most((start) => start.longestGap),
    starts: () => starts,
  };
}

function supplyFrom(
  { begin, frame }: ChangingWindows,
  course: WindowsFrom,
  start: number,
): SupplyFunction {
  const before = course.given(start);
  const from: SupplyFunction = {
    sbf: (t) => (t <= 0 ? 0 : course.given(start + t) - before),
    inverse: (amount) => (amount <= 0 ? 0 : course.reached(before + amount) - start),
    bandwidth: { numerator: course.total, denominator: frame },
    period: frame,
    settled: Math.max(0, begin - start),
    latency: course.latencyFrom(start),
    longestGap: course.reached(before + 1) - start - 1,
    starts: () => [from],
  };
  return from;
}

/** The instants at which a window ends and none begins, up to one repeated frame; and 0. */
function startsOf({ once, begin, frame, windows }: ChangingWindows): readonly number[] {
  const all = [...once, ...shifted(windows, begin), ...shifted(windows, begin + frame)];
  const used = all.filter(({ length }) => length > 0);
  const begins = new Set(used.map(({ at }) => at));
  const ends = used.map(({ at, length }) => at + length);
  return [0, ...ends.filter((end) => end <= begin + frame && end > 0 && !begins.has(end))];
}

function shifted(windows: readonly StaticWindow[], by: number): readonly StaticWindow[] {
  return windows.map(({ at, length }) => ({ at: at + by, length }));
}

/** The time given by windows that change, from 0 on. */
export class WindowsFrom {
  /** The time given in each repeated frame, in ns. */
  readonly total: number;
  private readonly once: Given;
  private readonly cycle: Given;
  private readonly begin: number;
  private readonly frame: number;
  private readonly highest: () => readonly Height[];

  constructor({ once, begin, frame, windows }: ChangingWindows) {
    this.once = new Given(once);
    this.cycle = new Given(windows);
    this.total = this.cycle.total;
    this.begin = begin;
    this.frame = frame;
    let made: readonly Height[] | undefined;
    this.highest = () => {
      made ??= this.heights();
      return made;
    };
  }

  /** The time given by `instant`, in ns. */
  given(instant: number): number {
    if (instant <= this.begin) return this.once.by(instant);
    const since = instant - this.begin;
    const whole = Math.floor(since / this.frame);
    return this.once.total + whole * this.total + this.cycle.by(since - whole * this.frame);
  }

  /** The first instant by which `amount` is given; `Infinity` if there is none. */
  reached(amount: number): number {
    if (amount <= this.once.total) return this.once.reached(amount);
    if (this.total === 0) return Number.POSITIVE_INFINITY;
    const rest = amount - this.once.total;
    const whole = Math.ceil(rest / this.total) - 1;
    return this.begin + whole * this.frame + this.cycle.reached(rest - whole * this.total);
  }

  /**
   * The least whole λ with `supply(t) ≥ total/frame · (t − λ)` from a start. The line touches the
   * supply where a window begins, and the highest of them is looked up from the end.
   */
  latencyFrom(start: number): number {
    if (this.total === 0) return 0;
    const after = this.highest().find(({ at }) => at >= start);
    if (after === undefined) return 0;
    const late = after.highest - this.height(start);
    const whole = BigInt(this.total);
    return late <= 0n ? 0 : Number((late + whole - 1n) / whole);
  }

  private heights(): readonly Height[] {
    const { begin, frame } = this;
    const rounds = [begin, begin + frame, begin + 2 * frame];
    const begins = [
      ...this.once.begins,
      ...rounds.flatMap((round) => this.cycle.begins.map((at) => at + round)),
    ];
    const heights: Height[] = [];
    for (const at of begins.reverse()) {
      const height = this.height(at);
      const behind = heights.at(-1)?.highest ?? height;
      heights.push({ at, highest: height > behind ? height : behind });
    }
    return heights.reverse();
  }

  /** `at · total − given(at) · frame`: the distance of an instant from the line of the long run. */
  private height(at: number): bigint {
    return BigInt(at) * BigInt(this.total) - BigInt(this.given(at)) * BigInt(this.frame);
  }
}

interface Height {
  readonly at: number;
  /** The largest height here or later. */
  readonly highest: bigint;
}

/** The time given by windows that do not repeat. */
class Given {
  readonly begins: readonly number[];
  readonly total: number;
  private readonly before: readonly number[];

  constructor(windows: readonly StaticWindow[]) {
    const sorted = windows.filter(({ length }) => length > 0).sort((a, b) => a.at - b.at);
    this.begins = sorted.map(({ at }) => at);
    const before: number[] = [];
    let sum = 0;
    for (const { length } of sorted) {
      before.push(sum);
      sum += length;
    }
    this.before = before;
    this.total = sum;
  }

  by(instant: number): number {
    const last = lastAtMost(this.begins, instant);
    if (last < 0) return 0;
    const since = instant - (this.begins[last] ?? 0);
    return Math.min((this.before[last] ?? 0) + since, this.before[last + 1] ?? this.total);
  }

  /** Domain: `amount` is above 0 and at most the total. */
  reached(amount: number): number {
    const last = lastAtMost(this.before, amount - 1);
    return (this.begins[last] ?? 0) + amount - (this.before[last] ?? 0);
  }
}

/** The last index of ascending values with a value of at most `limit`; −1 if there is none. */
export function lastAtMost(values: readonly number[], limit: number): number {
  let low = -1;
  let high = values.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= limit) low = middle;
    else high = middle;
  }
  return low;
}
