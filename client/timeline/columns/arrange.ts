import {
  type EventColumns,
  eventKinds,
  type Trace,
  type TraceNames,
} from '../../../scheduling/simulation/trace.ts';
import { isOfAction, vcpuMarkers } from '../drawing/shapes/markers.ts';
import {
  type Column,
  drawnKinds,
  eventSlot,
  type PlanShown,
  type RunColumns,
  type SortedEvents,
  type Stop,
  scenarioOwner,
  taskOwner,
  vcpuOwner,
} from './run-columns.ts';

/**
 * Orders a trace for drawing. It takes over the trace's arrays and reorders them in place, one
 * column at a time, so a run of ten million segments needs little more memory than its trace.
 */
export function arrange(
  { end, names, segments, events, interfaces = [] }: Trace,
  stops: readonly Stop[] = [],
  plans: readonly PlanShown[] = [],
): RunColumns {
  const byCore = order(segments.core, names.cores.length);
  const inCores = reorderer(byCore.rows);
  const columns = {
    count: segments.count,
    offsets: byCore.offsets,
    start: inCores(segments.start),
    end: inCores(segments.end),
    vcpu: inCores(segments.vcpu),
    task: inCores(segments.task),
    job: inCores(segments.job),
    kind: inCores(segments.kind),
  };
  return {
    ...{ end, names, stops, plans, interfaces, segments: columns },
    events: inSlots(events, names),
  };
}

/** Moves every event to its place at once, and leaves out events that are not drawn. */
function inSlots(events: EventColumns, names: TraceNames): SortedEvents {
  const { time: times, job: jobs } = events;
  const { slots, offsets } = slotsOf(events, names);
  const next = offsets.slice(0, -1);
  const count = offsets.at(-1) ?? 0;
  const time = new Float64Array(count);
  const job = new Int32Array(count);
  for (let row = 0; row < slots.length; row++) {
    const slot = slots[row] as number;
    if (slot < 0) continue;
    const place = next[slot] as number;
    next[slot] = place + 1;
    time[place] = times[row] as number;
    job[place] = jobs[row] as number;
  }
  return { count, offsets, time, job };
}

/** The slot of every event (−1 where it is not drawn), and the start of each slot. */
function slotsOf(
  { count, kind, vcpu, task }: EventColumns,
  names: TraceNames,
): { readonly slots: Int32Array; readonly offsets: Int32Array<ArrayBuffer> } {
  const slots = new Int32Array(count);
  const rest = scenarioOwner(names);
  const offsets = new Int32Array((rest + 1) * drawnKinds.length + 1);
  const kinds: readonly string[] = drawnKinds;
  const drawn = eventKinds.map((name) => kinds.indexOf(name));
  const column = eventKinds.map((name) =>
    isOfAction(name) ? null : ofVcpu.has(name) ? vcpu : task,
  );
  const first = eventKinds.map((name) => (ofVcpu.has(name) ? vcpuOwner(0) : taskOwner(names, 0)));
  for (let row = 0; row < count; row++) {
    const what = kind[row] as number;
    const at = drawn[what] as number;
    if (at < 0) {
      slots[row] = -1;
      continue;
    }
    const index = column[what]?.[row] ?? -1;
    // A VCPU misses without a task.
    const alone = what === missed && index < 0 ? (vcpu[row] as number) : -1;
    const owner = alone < 0 ? rest : vcpuOwner(alone);
    const slot = eventSlot(index < 0 ? owner : (first[what] as number) + index, at);
    slots[row] = slot;
    offsets[slot + 1] = (offsets[slot + 1] as number) + 1;
  }
  exclusivePrefixSums(offsets);
  return { slots, offsets };
}

const missed = eventKinds.indexOf('miss');
const ofVcpu: ReadonlySet<string> = new Set(vcpuMarkers);

export interface Order {
  /** The rows of key `k` are `rows[offsets[k]] … rows[offsets[k + 1] − 1]`, in their old order. */
  readonly offsets: Int32Array<ArrayBuffer>;
  readonly rows: Int32Array<ArrayBuffer>;
}

/** Sorts rows by a small key, stably, by counting. Rows with a negative key are left out. */
export function order(keys: ArrayLike<number>, keyCount: number): Order {
  const offsets = new Int32Array(keyCount + 1);
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] as number;
    if (key >= 0) offsets[key + 1] = (offsets[key + 1] as number) + 1;
  }
  exclusivePrefixSums(offsets);
  const next = offsets.slice(0, keyCount);
  const rows = new Int32Array(offsets[keyCount] as number);
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] as number;
    if (key < 0) continue;
    const place = next[key] as number;
    rows[place] = row;
    next[key] = place + 1;
  }
  return { offsets, rows };
}

/**
 * Turns counts into their exclusive prefix sums, in place: `counts[k + 1]` holds the count of key
 * `k` before, and `counts[k]` the sum of all counts before key `k` after.
 */
function exclusivePrefixSums(counts: Int32Array): void {
  for (let at = 1; at < counts.length; at++)
    counts[at] = (counts[at] as number) + (counts[at - 1] as number);
}

/** Reorders columns in place, one after the other, through one piece of memory. */
function reorderer(rows: Int32Array): <C extends Column>(column: C) => C {
  const scratch = new ArrayBuffer(rows.length * 8);
  return (column) => {
    if (column instanceof Float64Array)
      column.set(inOrder(column, rows, new Float64Array(scratch)));
    else column.set(integersInOrder(column, rows, integers(scratch, column.BYTES_PER_ELEMENT)));
    return column;
  };
}

/**
 * Doubles have a loop of their own: a loop is fast from the start where it only ever sees one kind
 * of array.
 */
function inOrder(column: Float64Array, rows: Int32Array, copy: Float64Array): Float64Array {
  for (let at = 0; at < rows.length; at++) copy[at] = column[rows[at] as number] as number;
  return copy.subarray(0, rows.length);
}

function integersInOrder(
  column: Exclude<Column, Float64Array>,
  rows: Int32Array,
  copy: Integers,
): Integers {
  for (let at = 0; at < rows.length; at++) copy[at] = column[rows[at] as number] as number;
  return copy.subarray(0, rows.length);
}

type Integers = Int8Array | Int16Array | Int32Array;

/**
 * An integer array of the column's width. Its sign does not matter, since the column's own type
 * restores it.
 */
function integers(scratch: ArrayBuffer, bytes: number): Integers {
  return bytes === 1
    ? new Int8Array(scratch)
    : bytes === 2
      ? new Int16Array(scratch)
      : new Int32Array(scratch);
}
