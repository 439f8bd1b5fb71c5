import {
  type EventColumns,
  eventKinds,
  type Trace,
  type TraceNames,
} from '../../../scheduling/simulation/trace.ts';
import {
  drawnKinds,
  eventSlot,
  type RunColumns,
  type Stop,
  scenarioOwner,
  taskOwner,
  vcpuOwner,
} from './run-columns.ts';

/**
 * Puts a trace in order for drawing. Takes the trace's arrays over: they are reordered in place, one column at a time,
 * so that a run of ten million segments needs little more memory than its trace.
 */
export function arrange({ end, names, segments, events }: Trace, stops: readonly Stop[] = []): RunColumns {
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
  const bySlot = order(slotsOf(events, names), (scenarioOwner(names) + 1) * drawnKinds.length);
  const inSlots = reorderer(bySlot.rows);
  return {
    end,
    names,
    stops,
    segments: columns,
    events: {
      count: bySlot.rows.length,
      offsets: bySlot.offsets,
      time: inSlots(events.time),
      job: inSlots(events.job),
    },
  };
}

/** The slot of every event; −1 for what is not drawn. */
function slotsOf({ count, kind, vcpu, task }: EventColumns, names: TraceNames): Int32Array {
  const slots = new Int32Array(count);
  const rest = scenarioOwner(names);
  const kinds: readonly string[] = drawnKinds;
  const drawn = eventKinds.map((name) => kinds.indexOf(name));
  const column = eventKinds.map((name) =>
    name === 'admit' || name === 'refuse' ? null : ofVcpu.has(name) ? vcpu : task,
  );
  const first = eventKinds.map((name) => (ofVcpu.has(name) ? vcpuOwner(0) : taskOwner(names, 0)));
  for (let row = 0; row < count; row++) {
    const what = kind[row] as number;
    const index = column[what]?.[row] ?? -1;
    const at = drawn[what] as number;
    slots[row] = at < 0 ? -1 : eventSlot(index < 0 ? rest : (first[what] as number) + index, at);
  }
  return slots;
}

const ofVcpu: ReadonlySet<string> = new Set(['replenish', 'exhaust', 'migrate']);

export interface Order {
  /** Key `k` has `rows[offsets[k]] … rows[offsets[k + 1] − 1]`, in their old order. */
  readonly offsets: Int32Array<ArrayBuffer>;
  readonly rows: Int32Array<ArrayBuffer>;
}

/** Stable counting sort of rows by a small key; rows with a negative key are left out. */
export function order(keys: ArrayLike<number>, keyCount: number): Order {
  const offsets = new Int32Array(keyCount + 1);
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] as number;
    if (key >= 0) offsets[key + 1] = (offsets[key + 1] as number) + 1;
  }
  for (let key = 0; key < keyCount; key++)
    offsets[key + 1] = (offsets[key + 1] as number) + (offsets[key] as number);
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

type Column =
  | Float64Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

/** Reorders columns in place, one after the other, through one piece of memory. */
function reorderer(rows: Int32Array): <C extends Column>(column: C) => C {
  const scratch = new ArrayBuffer(rows.length * 8);
  return (column) => {
    const bytes = column.BYTES_PER_ELEMENT;
    const copy = column instanceof Float64Array ? new Float64Array(scratch) : integers(scratch, bytes);
    for (let at = 0; at < rows.length; at++) copy[at] = column[rows[at] as number] as number;
    column.set(copy.subarray(0, rows.length));
    return column;
  };
}

/** Wide enough for what a column of so many bytes holds; the sign is the column's own again when it is set back. */
function integers(scratch: ArrayBuffer, bytes: number): Int8Array | Int16Array | Int32Array {
  return bytes === 1
    ? new Int8Array(scratch)
    : bytes === 2
      ? new Int16Array(scratch)
      : new Int32Array(scratch);
}
