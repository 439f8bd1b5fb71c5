import type { Distribution } from '../result.ts';

const EXACT_VALUES = 4096;
const MANTISSA_BITS = 10;
const MANTISSA_STEPS = 2 ** MANTISSA_BITS;
const FIRST_PLACES = 16;

/**
 * The distribution of whole numbers in one pass and bounded memory. Minimum, mean and maximum are
 * exact (the mean while the sum stays below 2^53). Percentiles are exact up to 4,096 different
 * values. Beyond that values fall into classes, 1,024 per power of two, and a percentile is the
 * upper end of its class: too large by less than 0.1 %.
 */
export class DistributionRecorder {
  private count = 0;
  /** The sum begins as NaN, so that V8 keeps it as a double from the first, like a VCPU's times. */
  private sum = NaN;
  private min = Infinity;
  private max = -Infinity;
  /**
   * An open-addressed table of values (or classes) and their counts, side by side. The value −1
   * marks a free place.
   */
  private table = emptyTable(FIRST_PLACES);
  private distinct = 0;
  private classed = false;
  /**
   * The latest value and its count that is not yet in the table: many jobs in a row respond alike.
   */
  private last = NaN;
  private repeated = 0;

  constructor() {
    this.sum = 0;
  }

  record(value: number): void {
    if (value !== this.last) {
      this.settle();
      this.last = value;
    }
    this.repeated++;
  }

  /** Adds the latest value to the table. */
  private settle(): void {
    const { last, repeated } = this;
    if (repeated === 0) return;
    this.repeated = 0;
    this.count += repeated;
    this.sum += last * repeated;
    if (last < this.min) this.min = last;
    if (last > this.max) this.max = last;
    this.tally(this.classed ? upperEnd(last) : last, repeated);
  }

  summary(): Distribution {
    this.settle();
    if (this.count === 0) return { min: null, mean: null, p95: null, p99: null, max: null };
    const [p95, p99] = this.percentiles(95, 99);
    return { min: this.min, mean: this.sum / this.count, p95, p99, max: this.max };
  }

  /**
   * The least value that at least the given percentage of all values does not exceed (nearest
   * rank).
   */
  private percentiles(low: number, high: number): [number, number] {
    const rows = [...entriesOf(this.table)];
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
    const { table } = this;
    const mask = table.length - 1;
    let place = (2 * hashOf(value)) & mask;
    while (table[place] !== value && (table[place] as number) >= 0) place = (place + 2) & mask;
    const isNew = table[place] !== value;
    table[place] = value;
    table[place + 1] = (table[place + 1] as number) + times;
    if (isNew && ++this.distinct * 4 > table.length) this.rebuild();
  }

  private rebuild(): void {
    const { table } = this;
    const fold = !this.classed && this.distinct > EXACT_VALUES;
    if (fold) this.classed = true;
    this.table = emptyTable(table.length);
    this.distinct = 0;
    for (const { value, count } of entriesOf(table))
      this.tally(fold ? upperEnd(value) : value, count);
  }
}

function emptyTable(places: number): Float64Array {
  const table = new Float64Array(2 * places);
  for (let place = 0; place < table.length; place += 2) table[place] = -1;
  return table;
}

function* entriesOf(
  table: Float64Array,
): Generator<{ readonly value: number; readonly count: number }> {
  for (let place = 0; place < table.length; place += 2) {
    const value = table[place] as number;
    if (value >= 0) yield { value, count: table[place + 1] as number };
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
  const step = 2 ** (exponent - MANTISSA_BITS);
  return Math.floor(value / step) * step + step - 1;
}
