/**
 * A number worth watching. `npm run bench` runs the `benchmarks` that each file beside this one
 * exports.
 */
export interface Benchmark {
  /** The name in the form `group/measured-thing`. */
  readonly name: string;
  readonly unit: 'ms' | 'ratio' | '1/s' | 'MB' | 'B';
  /** The promise of the project: an upper limit for times and ratios, a lower one for rates. */
  readonly goal?: number;
  /** Measures the number, with a warm-up and as the median of several runs. */
  run(): number | Promise<number>;
}

export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: Benchmark['unit'];
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The smallest value that at least the given share (0 … 1) of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('no values to take a percentile of');
  return value;
}

/** The median time in milliseconds of `runs` calls, after `warmUp` calls that do not count. */
export function medianTime(runs: number, warmUp: number, work: () => void): number {
  for (let i = 0; i < warmUp; i++) work();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return median(times);
}
