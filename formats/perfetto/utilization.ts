import type { Trace } from '../../scheduling/simulation/trace.ts';

const STEPS = 200;

/** A sample of a core's utilization in per cent, valid from `time` to the next sample. */
export interface UtilizationSample {
  readonly core: number;
  readonly time: number;
  readonly percent: number;
}

/** The utilization of each core over two hundred equal stretches of the run, switches included. */
export function* coreUtilization({ segments, names, end }: Trace): Generator<UtilizationSample> {
  const step = Math.max(1, Math.ceil(end / STEPS));
  const steps = Math.ceil(end / step);
  const busy = names.cores.map(() => new Float64Array(steps));
  for (let row = 0; row < segments.count; row++) {
    const sums = busy[segments.core[row] as number] as Float64Array;
    const from = segments.start[row] as number;
    const to = segments.end[row] as number;
    for (let at = Math.floor(from / step); at * step < to; at++) {
      const inside = Math.min(to, (at + 1) * step) - Math.max(from, at * step);
      sums[at] = (sums[at] as number) + inside;
    }
  }
  for (const [core, sums] of busy.entries()) {
    for (let at = 0; at < steps; at++) {
      const length = Math.min(end, (at + 1) * step) - at * step;
      yield { core, time: at * step, percent: (100 * (sums[at] as number)) / length };
    }
  }
}
