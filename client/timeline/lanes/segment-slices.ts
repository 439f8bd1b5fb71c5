import { type SegmentKind, segmentKinds } from '../../../scheduling/simulation/trace.ts';
import type { RunColumns } from '../columns/run-columns.ts';
import { paint, runPaint } from '../drawing/look/paint.ts';
import type { Slices } from '../drawing/rows/slices.ts';

/** Slices of segments; `rowOf(i)` is the row of the segment behind slice `i`. */
export interface SegmentSlices extends Slices {
  rowOf(index: number): number;
}

/** The paint of each kind of segment. `run` has the hue of its domain or task instead. */
const kindPaint: Readonly<Record<SegmentKind, number>> = {
  run: -1,
  'task-switch': paint.taskSwitch,
  switch: paint.switch,
  spin: paint.spin,
  admission: paint.admission,
  kernel: paint.kernel,
};
const kindPaints: readonly number[] = segmentKinds.map((kind) => kindPaint[kind]);

/**
 * The segments of a core in the hues of the domains. The times are views of the run's own columns,
 * not copies.
 */
export function coreSlices({ segments, names }: RunColumns, core: number): SegmentSlices {
  const from = segments.offsets[core] ?? 0;
  const to = segments.offsets[core + 1] ?? from;
  const domains = [...new Set(names.vcpus.map(({ domain }) => domain))];
  const hues = names.vcpus.map(({ domain }) => runPaint(domains.indexOf(domain)));
  const paints = new Uint8Array(to - from);
  for (let row = from; row < to; row++) {
    const fixed = kindPaints[segments.kind[row] as number] as number;
    paints[row - from] = fixed >= 0 ? fixed : (hues[segments.vcpu[row] as number] ?? paint.run);
  }
  return {
    count: to - from,
    start: segments.start.subarray(from, to),
    end: segments.end.subarray(from, to),
    paint: paints,
    rowOf: (index) => from + index,
  };
}

/** The given segments, each in the hue of its task. */
export function segmentSlices({ segments }: RunColumns, rows: Int32Array): SegmentSlices {
  const count = rows.length;
  const start = new Float64Array(count);
  const end = new Float64Array(count);
  const paints = new Uint8Array(count);
  for (let at = 0; at < count; at++) {
    const row = rows[at] as number;
    start[at] = segments.start[row] as number;
    end[at] = segments.end[row] as number;
    const fixed = kindPaints[segments.kind[row] as number] as number;
    paints[at] = fixed >= 0 ? fixed : runPaint(Math.max(segments.task[row] as number, 0));
  }
  return { count, start, end, paint: paints, rowOf: (index) => rows[index] ?? -1 };
}
