import type { Distribution } from './result.ts';

const EXACT_VALUES = 4096;
const MANTISSA_STEPS = 1024;

/**
 * The distribution of whole numbers in one pass and bounded memory. Minimum, mean and maximum are exact (the mean while the sum
 * stays below 2^53). Percentiles are exact while there are at most 4,096 different values; beyond that values fall into
 * classes, 1,024 to a power of two, and a percentile is the upper end of its class: too large by less than 0.1 %.
 */
export class DistributionRecorder {
  count = 0;
  /** Begins as NaN so that it is kept as a double from the first, like the times of a VCPU's state. */
  private sum = NaN;
  private min = Infinity;
  private max = -Infinity;
  /** An open-addressed table from value (or class) to how often it came. */
  private values = new Float64Array(16).fill(-1);
  private counts = new Float64Array(16);
  private distinct = 0;
  private classed = false;
  /** The value before this one, and where it is counted. */
  private last = NaN;
  private lastPlace = -1;

  constructor() {
    this.sum = 0;
  }

  record(value: number): void {
    this.count++;
    this.sum += value;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    if (value === this.last) {
      this.counts[this.lastPlace] = (this.counts[this.lastPlace] as number) + 1;
      return;
    }
    this.last = value;
    this.tally(this.classed ? upperEnd(value) : value, 1);
  }

  summary(): Distribution {
    if (this.count === 0) return { min: null, mean: null, p95: null, p99: null, max: null };
    const [p95, p99] = this.percentiles(95, 99);
    return { min: this.min, mean: this.sum / this.count, p95, p99, max: this.max };
  }

  /** The least value that at least the given percentage of all values does not exceed (nearest rank). */
  private percentiles(low: number, high: number): [number, number] {
    const rows: { value: number; count: number }[] = [];
    this.values.forEach((value, i) => {
      if (value >= 0) rows.push({ value, count: this.counts[i] as number });
    });
    rows.sort((a, b) => a.value - b.value);
    const at = (percent: number): number => {
      const rank = Math.ceil((percent * this.count) / 100);
      let seen = 0;
      for (const { value, count } of rows) {
        seen += count;
        if (seen >= rank) return Math.min(value, this.max);
      }
      return this.max;
    };
    return [at(low), at(high)];
  }

  private tally(value: number, times: number): void {
    const mask = this.values.length - 1;
    let place = hashOf(value) & mask;
    for (;;) {
      const there = this.values[place] as number;
      if (there === value) break;
      if (there < 0) {
        this.values[place] = value;
        if (++this.distinct * 2 > this.values.length) {
          this.counts[place] = times;
          this.rebuild();
          this.last = NaN;
          return;
        }
        break;
      }
      place = (place + 1) & mask;
    }
    this.counts[place] = (this.counts[place] as number) + times;
    this.lastPlace = place;
  }

  private rebuild(): void {
    const { values, counts } = this;
    const fold = !this.classed && this.distinct > EXACT_VALUES;
    if (fold) this.classed = true;
    this.values = new Float64Array(2 * values.length).fill(-1);
    this.counts = new Float64Array(2 * values.length);
    this.distinct = 0;
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      if (value >= 0) this.tally(fold ? upperEnd(value) : value, counts[i] as number);
    }
  }
}

function hashOf(value: number): number {
  const low = Math.imul(value | 0, 0x9e3779b1);
  return (low ^ (low >>> 15)) >>> 0;
}

/** The largest value of the class that a value belongs to. */
function upperEnd(value: number): number {
  if (value < 2 * MANTISSA_STEPS) return value;
  const high = Math.floor(value / 0x1_0000_0000);
  const exponent = high > 0 ? 63 - Math.clz32(high) : 31 - Math.clz32(value);
  const step = 2 ** (exponent - 10);
  return Math.floor(value / step) * step + step - 1;
}
