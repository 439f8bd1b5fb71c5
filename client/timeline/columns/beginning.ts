import { lowerBound } from '../drawing/rows/slices.ts';
import type { Column, RunColumns } from './run-columns.ts';

/** A run up to an instant, as if it had ended then. Segments that have begun keep their end. */
export function beginningOf(
  { names, stops, plans, interfaces, segments, events }: RunColumns,
  until: number,
): RunColumns {
  const rows = rowsBefore(segments.offsets, segments.start, until);
  const happened = rowsBefore(events.offsets, events.time, until);
  return {
    end: until,
    names,
    stops,
    plans,
    interfaces,
    segments: {
      count: rows.count,
      offsets: rows.offsets,
      start: rows.of(segments.start),
      end: rows.of(segments.end),
      vcpu: rows.of(segments.vcpu),
      task: rows.of(segments.task),
      job: rows.of(segments.job),
      kind: rows.of(segments.kind),
    },
    events: {
      count: happened.count,
      offsets: happened.offsets,
      time: happened.of(events.time),
      job: happened.of(events.job),
    },
  };
}

interface Rows {
  readonly count: number;
  readonly offsets: Int32Array<ArrayBuffer>;
  /** The values of a column in these rows, one part after the other. */
  of<C extends Column>(column: C): C;
}

/** The rows before `until` in each part between two offsets. `times` is sorted within a part. */
function rowsBefore(parts: Int32Array, times: Float64Array, until: number): Rows {
  const offsets = new Int32Array(parts.length);
  for (let part = 1; part < parts.length; part++) {
    const from = parts[part - 1] as number;
    const to = lowerBound(times, from, parts[part] as number, (time) => time >= until);
    offsets[part] = (offsets[part - 1] as number) + to - from;
  }
  const count = offsets.at(-1) ?? 0;
  return {
    count,
    offsets,
    of: (column) => {
      const kept = column.slice(0, count) as typeof column;
      for (let part = 1; part < parts.length; part++) {
        const [from, at, next] = [parts[part - 1] ?? 0, offsets[part - 1] ?? 0, offsets[part] ?? 0];
        if (at < next) kept.set(column.subarray(from, from + next - at), at);
      }
      return kept;
    },
  };
}
