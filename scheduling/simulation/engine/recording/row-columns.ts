import type { EventColumns, IndexColumn } from '../../trace.ts';

/**
 * Rows as columns. They hold events, or segments, whose `time` is their end. Rows stand in order of
 * `time`.
 */
export interface RowColumns extends Omit<EventColumns, 'count'> {
  /** The start of each row, for stretches of time. */
  readonly start: Float64Array<ArrayBuffer> | null;
}

/** The first `count` rows of columns. */
export interface Rows {
  readonly count: number;
  readonly columns: RowColumns;
}

/**
 * The shape of rows: whether they are stretches of time, and the numbers of cores, VCPUs and tasks.
 */
export interface RowShape {
  readonly stretches: boolean;
  readonly cores: number;
  readonly vcpus: number;
  readonly tasks: number;
}

/** Empty columns with room for this many rows. */
export function roomFor({ stretches, cores, vcpus, tasks }: RowShape, rows: number): RowColumns {
  return {
    start: stretches ? new Float64Array(rows) : null,
    time: new Float64Array(rows),
    core: indexColumn(cores, rows),
    vcpu: indexColumn(vcpus, rows),
    task: indexColumn(tasks, rows),
    job: new Int32Array(rows),
    kind: new Uint8Array(rows),
  };
}

/** An empty column for indices below `count` and −1. */
function indexColumn(count: number, rows: number): IndexColumn {
  if (count <= 0x80) return new Int8Array(rows);
  if (count <= 0x8000) return new Int16Array(rows);
  return new Int32Array(rows);
}

/** Copies rows to the beginning of columns. Domain: the columns have room for them. */
export function copyRows({ count, columns }: Rows, into: RowColumns): void {
  for (const [from, to] of pairs(columns, into)) to.set(from.subarray(0, count));
}

/** The first rows of columns, in the same memory. */
export function firstRows(columns: RowColumns, count: number): RowColumns {
  const { start, time, core, vcpu, task, job, kind } = columns;
  return {
    start: start?.subarray(0, count) ?? null,
    time: time.subarray(0, count),
    core: core.subarray(0, count),
    vcpu: vcpu.subarray(0, count),
    task: task.subarray(0, count),
    job: job.subarray(0, count),
    kind: kind.subarray(0, count),
  };
}

/**
 * Inserts other rows, in order of time too, in place, each as the last of its instant. Domain: the
 * columns have room for all.
 */
export function insertRows({ count, columns }: Rows, others: Rows): void {
  const all = pairs(others.columns, columns);
  let end = count;
  for (let other = others.count - 1; other >= 0; other--) {
    const from = firstAfter(columns.time, others.columns.time[other] as number, end);
    for (const [source, target] of all) {
      if (from < end) target.copyWithin(from + other + 1, from, end);
      target[from + other] = source[other] as number;
    }
    end = from;
  }
}

type Column = RowColumns[Exclude<keyof RowColumns, 'start'>];

/** The pairs of corresponding columns. */
function pairs(a: RowColumns, b: RowColumns): readonly (readonly [Column, Column])[] {
  const both: readonly (readonly [Column | null, Column | null])[] = [
    [a.start, b.start],
    [a.time, b.time],
    [a.core, b.core],
    [a.vcpu, b.vcpu],
    [a.task, b.task],
    [a.job, b.job],
    [a.kind, b.kind],
  ];
  return both.filter((pair): pair is [Column, Column] => pair[0] !== null && pair[1] !== null);
}

/** The first row before `end` with a later time; `end` if there is none. */
function firstAfter(times: Float64Array, time: number, end: number): number {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
