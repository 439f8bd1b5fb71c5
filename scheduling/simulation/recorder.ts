import type { EventColumns, IndexColumn, SegmentColumns } from './trace.ts';

/**
 * Rows to a chunk, the first and the largest: growing by chunks copies nothing until the columns are asked for, and a
 * short run takes little memory.
 */
const FIRST_CHUNK = 0x100;
const LARGEST_CHUNK = 0x8000;

interface SegmentChunk {
  readonly start: Float64Array<ArrayBuffer>;
  readonly end: Float64Array<ArrayBuffer>;
  readonly core: IndexColumn;
  readonly vcpu: IndexColumn;
  readonly task: IndexColumn;
  readonly job: Int32Array<ArrayBuffer>;
  readonly kind: Uint8Array<ArrayBuffer>;
}

interface EventChunk {
  readonly time: Float64Array<ArrayBuffer>;
  readonly kind: Uint8Array<ArrayBuffer>;
  readonly core: IndexColumn;
  readonly vcpu: IndexColumn;
  readonly task: IndexColumn;
  readonly job: Int32Array<ArrayBuffer>;
}

/** An event that was found after the fact, on no core. */
export interface LateEvent {
  readonly time: number;
  readonly kind: number;
  readonly task: number;
  readonly job: number;
}

/** How many cores, VCPUs and tasks there are: what the indices have to hold. */
export interface IndexRange {
  readonly cores: number;
  readonly vcpus: number;
  readonly tasks: number;
}

/** Columns that grow: rows are pushed at the end, and copied out as often as wanted. */
export class SegmentRecorder {
  private readonly range: IndexRange;
  private readonly full: SegmentChunk[] = [];
  private chunk: SegmentChunk;
  private row = 0;
  private size = FIRST_CHUNK;
  private rowsInFull = 0;

  constructor(range: IndexRange) {
    this.range = range;
    this.chunk = segmentChunk(range, FIRST_CHUNK);
  }

  push(
    start: number,
    end: number,
    core: number,
    vcpu: number,
    task: number,
    job: number,
    kind: number,
  ): void {
    if (this.row === this.size) this.grow();
    const { chunk, row } = this;
    this.row = row + 1;
    chunk.start[row] = start;
    chunk.end[row] = end;
    chunk.core[row] = core;
    chunk.vcpu[row] = vcpu;
    chunk.task[row] = task;
    chunk.job[row] = job;
    chunk.kind[row] = kind;
  }

  /** All rows, and after them those of another recorder. */
  columns(more: SegmentRecorder): SegmentColumns {
    const count = this.length + more.length;
    const all = segmentChunk(this.range, count);
    let at = 0;
    for (const recorder of [this, more]) {
      for (const chunk of recorder.full) {
        copySegments(chunk, all, at);
        at += chunk.job.length;
      }
      copySegments(headOfSegments(recorder.chunk, recorder.row), all, at);
      at += recorder.row;
    }
    return { count, ...all };
  }

  get length(): number {
    return this.rowsInFull + this.row;
  }

  private grow(): void {
    this.full.push(this.chunk);
    this.rowsInFull += this.size;
    this.size = Math.min(LARGEST_CHUNK, 2 * this.size);
    this.chunk = segmentChunk(this.range, this.size);
    this.row = 0;
  }
}

/** As {@link SegmentRecorder}, for events. */
export class EventRecorder {
  private readonly range: IndexRange;
  private readonly full: EventChunk[] = [];
  private chunk: EventChunk;
  private row = 0;
  private size = FIRST_CHUNK;
  private rowsInFull = 0;

  constructor(range: IndexRange) {
    this.range = range;
    this.chunk = eventChunk(range, FIRST_CHUNK);
  }

  push(time: number, kind: number, core: number, vcpu: number, task: number, job: number): void {
    if (this.row === this.size) this.grow();
    const { chunk, row } = this;
    this.row = row + 1;
    chunk.time[row] = time;
    chunk.kind[row] = kind;
    chunk.core[row] = core;
    chunk.vcpu[row] = vcpu;
    chunk.task[row] = task;
    chunk.job[row] = job;
  }

  get length(): number {
    return this.rowsInFull + this.row;
  }

  /** All rows, and among them others: each where its time is, after all else at that instant. */
  columns(others: readonly LateEvent[]): EventColumns {
    const count = this.length + others.length;
    const all = eventChunk(this.range, count);
    let at = 0;
    let next = 0;
    const insert = (event: LateEvent): void => {
      all.time[at] = event.time;
      all.kind[at] = event.kind;
      all.core[at] = -1;
      all.vcpu[at] = -1;
      all.task[at] = event.task;
      all.job[at++] = event.job;
    };
    const copy = (chunk: EventChunk, rows: number): void => {
      let from = 0;
      const last = chunk.time[rows - 1] as number;
      for (let other = others[next]; other !== undefined && other.time < last; other = others[++next]) {
        const to = firstAfter(chunk.time, other.time, from, rows);
        copyEvents(chunk, from, to, all, at);
        at += to - from;
        from = to;
        insert(other);
      }
      copyEvents(chunk, from, rows, all, at);
      at += rows - from;
    };
    for (const chunk of this.full) copy(chunk, chunk.job.length);
    if (this.row > 0) copy(this.chunk, this.row);
    for (; next < others.length; next++) insert(others[next] as LateEvent);
    return { count, ...all };
  }

  private grow(): void {
    this.full.push(this.chunk);
    this.rowsInFull += this.size;
    this.size = Math.min(LARGEST_CHUNK, 2 * this.size);
    this.chunk = eventChunk(this.range, this.size);
    this.row = 0;
  }
}

function eventChunk({ cores, vcpus, tasks }: IndexRange, length: number): EventChunk {
  return {
    time: new Float64Array(length),
    kind: new Uint8Array(length),
    core: indexColumn(cores, length),
    vcpu: indexColumn(vcpus, length),
    task: indexColumn(tasks, length),
    job: new Int32Array(length),
  };
}

function copyEvents(chunk: EventChunk, from: number, to: number, all: EventChunk, at: number): void {
  if (from === to) return;
  all.time.set(chunk.time.subarray(from, to), at);
  all.kind.set(chunk.kind.subarray(from, to), at);
  all.core.set(chunk.core.subarray(from, to), at);
  all.vcpu.set(chunk.vcpu.subarray(from, to), at);
  all.task.set(chunk.task.subarray(from, to), at);
  all.job.set(chunk.job.subarray(from, to), at);
}

/** The first row of `from` … `to − 1` whose time is later; `to` where there is none. */
function firstAfter(times: Float64Array, time: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An empty column for indices below `count` and −1. */
function indexColumn(count: number, length: number): IndexColumn {
  if (count <= 0x80) return new Int8Array(length);
  if (count <= 0x8000) return new Int16Array(length);
  return new Int32Array(length);
}

function segmentChunk({ cores, vcpus, tasks }: IndexRange, length: number): SegmentChunk {
  return {
    start: new Float64Array(length),
    end: new Float64Array(length),
    core: indexColumn(cores, length),
    vcpu: indexColumn(vcpus, length),
    task: indexColumn(tasks, length),
    job: new Int32Array(length),
    kind: new Uint8Array(length),
  };
}

function headOfSegments(chunk: SegmentChunk, count: number): SegmentChunk {
  return {
    start: chunk.start.subarray(0, count),
    end: chunk.end.subarray(0, count),
    core: chunk.core.subarray(0, count),
    vcpu: chunk.vcpu.subarray(0, count),
    task: chunk.task.subarray(0, count),
    job: chunk.job.subarray(0, count),
    kind: chunk.kind.subarray(0, count),
  };
}

function copySegments(from: SegmentChunk, to: SegmentChunk, at: number): void {
  to.start.set(from.start, at);
  to.end.set(from.end, at);
  to.core.set(from.core, at);
  to.vcpu.set(from.vcpu, at);
  to.task.set(from.task, at);
  to.job.set(from.job, at);
  to.kind.set(from.kind, at);
}
