import { segmentKinds } from '../../../scheduling/simulation/trace.ts';
import { firstEndingAfter } from '../drawing/rows/slices.ts';
import type { RunData } from './run-data.ts';
import { coreSlices } from './segment-slices.ts';

/** The statistics of a range of time. Times in ns. */
export interface RangeStatistics {
  readonly from: number;
  readonly to: number;
  readonly misses: number;
  readonly cores: readonly CoreShare[];
}

interface CoreShare {
  readonly name: string;
  readonly busy: number;
  readonly overhead: number;
  readonly idle: number;
}

const switchKind = segmentKinds.indexOf('switch');

export function rangeStatistics(
  { run, misses }: RunData,
  from: number,
  to: number,
): RangeStatistics {
  const several = run.names.machines.length > 1;
  return {
    from,
    to,
    misses: misses.filter(({ time }) => time >= from && time < to).length,
    cores: run.names.cores.map(({ machine, core }, at) => {
      const slices = coreSlices(run, at);
      let busy = 0;
      let overhead = 0;
      for (let slice = firstEndingAfter(slices, from); slice < slices.count; slice++) {
        const start = slices.start[slice] as number;
        if (start >= to) break;
        const length = Math.min(slices.end[slice] as number, to) - Math.max(start, from);
        if (run.segments.kind[slices.rowOf(slice)] === switchKind) overhead += length;
        else busy += length;
      }
      const name = several ? `${run.names.machines[machine]} core ${core}` : `core ${core}`;
      return { name, busy, overhead, idle: to - from - busy - overhead };
    }),
  };
}
