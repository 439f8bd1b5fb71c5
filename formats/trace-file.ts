import {
  badColumn,
  badHeader,
  cutOff,
  impossibleValues,
  noTraceFile,
  otherVersion,
} from '../messages/formats/trace-file.ts';
import type { ToldRun } from '../messages/simulation/told-run.ts';
import type {
  EventColumns,
  IndexColumn,
  SegmentColumns,
  Trace,
} from '../scheduling/simulation/trace.ts';
import { crc32 } from './crc32.ts';
import { impossibleIn } from './trace-contents.ts';
import { type ColumnEntry, isTraceHeader, type TraceHeader } from './trace-header.ts';

/** The first eight bytes of every trace file. */
const magic = 'hstrace\n';
const VERSION = 1;
const HEAD = 24;

/** The reason why bytes are no trace file, or one that this version cannot read. */
export class TraceFileError extends Error {
  override readonly name = 'TraceFileError';
}

const columnTypes = {
  i8: Int8Array,
  u8: Uint8Array,
  i16: Int16Array,
  i32: Int32Array,
  f64: Float64Array,
} as const;
type ColumnType = keyof typeof columnTypes;
type Column = IndexColumn | Uint8Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/**
 * Writes a run with its trace as bytes: 24 bytes of head, a header in JSON, and the columns as they
 * are in memory. See `docs/trace-format.md`.
 */
export function writeTraceFile(
  result: Omit<ToldRun, 'trace'>,
  trace: Trace,
): Uint8Array<ArrayBuffer> {
  const named = columnsOf(trace);
  const sized = (offset: number): readonly ColumnEntry[] => {
    let at = offset;
    return named.map(([name, column]) => {
      const entry = { name, type: typeOf(column), offset: at, count: column.length };
      at = aligned(at + column.byteLength);
      return entry;
    });
  };
  const { end, names } = trace;
  const header: TraceHeader = { result, trace: { end, names }, columns: sized(0) };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = aligned(HEAD + text.length);
  const size = named.reduce((sum, [, column]) => aligned(sum + column.byteLength), start);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  new TextEncoder().encodeInto(magic, bytes);
  view.setUint32(8, VERSION, true);
  view.setUint32(12, text.length, true);
  bytes.set(text, HEAD);
  let at = start;
  for (const [, column] of named) {
    bytes.set(littleEndian(column), at);
    at = aligned(at + column.byteLength);
  }
  view.setUint32(16, crc32(bytes.subarray(HEAD)), true);
  return bytes;
}

/**
 * The run that {@link writeTraceFile} wrote.
 *
 * @throws {TraceFileError} where the bytes are something else, cut off, of a version that is not
 * known, or tell of what cannot be.
 */
export function readTraceFile(bytes: Uint8Array): ToldRun & { readonly trace: Trace } {
  if (bytes.length < HEAD || new TextDecoder('latin1').decode(bytes.subarray(0, 8)) !== magic) {
    throw new TraceFileError(noTraceFile());
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(8, true);
  if (version !== VERSION) {
    throw new TraceFileError(otherVersion(version, VERSION));
  }
  const length = view.getUint32(12, true);
  if (view.getUint32(16, true) !== crc32(bytes.subarray(HEAD))) {
    throw new TraceFileError(cutOff());
  }
  const header = headerOf(bytes.subarray(HEAD, HEAD + length));
  const start = aligned(HEAD + length);
  const columns = new Map(
    header.columns.map((entry) => [entry.name, columnIn(bytes, start, entry)] as const),
  );
  const { end, names } = header.trace;
  const trace: Trace = {
    version: 1,
    end,
    names,
    segments: segmentsFrom(columns),
    events: eventsFrom(columns),
  };
  const impossible = impossibleIn(trace);
  if (impossible !== null) throw new TraceFileError(impossibleValues[impossible]());
  return { ...header.result, trace };
}

function headerOf(text: Uint8Array): TraceHeader {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
    if (isTraceHeader(header)) return header;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  throw new TraceFileError(badHeader());
}

function columnIn(
  bytes: Uint8Array,
  start: number,
  { name, type, offset, count }: ColumnEntry,
): Column {
  if (!isColumnType(type)) throw noColumn(name);
  const Type = columnTypes[type];
  const from = start + offset;
  const to = from + count * Type.BYTES_PER_ELEMENT;
  if (to > bytes.length) throw noColumn(name);
  // The code avoids `slice`, since that of Node's Buffer copies nothing.
  const own = new Uint8Array(to - from);
  own.set(bytes.subarray(from, to));
  return new Type(littleEndian(own, Type.BYTES_PER_ELEMENT).buffer);
}

const segmentNames = ['start', 'end', 'core', 'vcpu', 'task', 'job', 'kind'] as const;
const eventNames = ['time', 'kind', 'core', 'vcpu', 'task', 'job'] as const;

function columnsOf({ segments, events }: Trace): readonly (readonly [string, Column])[] {
  return [
    ...segmentNames.map((name) => [`segments.${name}`, segments[name]] as const),
    ...eventNames.map((name) => [`events.${name}`, events[name]] as const),
  ];
}

function segmentsFrom(columns: ReadonlyMap<string, Column>): SegmentColumns {
  const start = float64(columns, 'segments.start');
  return {
    count: start.length,
    start,
    end: float64(columns, 'segments.end'),
    core: index(columns, 'segments.core'),
    vcpu: index(columns, 'segments.vcpu'),
    task: index(columns, 'segments.task'),
    job: int32(columns, 'segments.job'),
    kind: uint8(columns, 'segments.kind'),
  };
}

function eventsFrom(columns: ReadonlyMap<string, Column>): EventColumns {
  const time = float64(columns, 'events.time');
  return {
    count: time.length,
    time,
    kind: uint8(columns, 'events.kind'),
    core: index(columns, 'events.core'),
    vcpu: index(columns, 'events.vcpu'),
    task: index(columns, 'events.task'),
    job: int32(columns, 'events.job'),
  };
}

function float64(columns: ReadonlyMap<string, Column>, name: string): Float64Array<ArrayBuffer> {
  const column = columns.get(name);
  if (column instanceof Float64Array) return column;
  throw noColumn(name);
}

function int32(columns: ReadonlyMap<string, Column>, name: string): Int32Array<ArrayBuffer> {
  const column = columns.get(name);
  if (column instanceof Int32Array) return column;
  throw noColumn(name);
}

function uint8(columns: ReadonlyMap<string, Column>, name: string): Uint8Array<ArrayBuffer> {
  const column = columns.get(name);
  if (column instanceof Uint8Array) return column;
  throw noColumn(name);
}

function index(columns: ReadonlyMap<string, Column>, name: string): IndexColumn {
  const column = columns.get(name);
  if (column instanceof Int8Array || column instanceof Int16Array || column instanceof Int32Array) {
    return column;
  }
  throw noColumn(name);
}

function noColumn(name: string): TraceFileError {
  return new TraceFileError(badColumn(name));
}

function isColumnType(type: string): type is ColumnType {
  return Object.hasOwn(columnTypes, type);
}

function typeOf(column: Column): ColumnType {
  for (const [type, Type] of Object.entries(columnTypes) as [
    ColumnType,
    (typeof columnTypes)[ColumnType],
  ][]) {
    if (column instanceof Type) return type;
  }
  throw new TypeError('no such column');
}

function aligned(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}

/** The bytes of a column, little-endian on every machine. */
function littleEndian(column: Column, width = column.BYTES_PER_ELEMENT): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  if (width === 1 || isLittleEndian) return bytes;
  const turned = bytes.slice();
  for (let at = 0; at < turned.length; at += width) turned.subarray(at, at + width).reverse();
  return turned;
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
