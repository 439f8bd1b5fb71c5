import type { EventKind, IndexColumn, TraceNames } from '../../../scheduling/simulation/trace.ts';
import type { MarkerKind } from '../drawing/shapes/markers.ts';

/** Any of a run's columns. */
export type Column = Float64Array<ArrayBuffer> | IndexColumn | Uint8Array<ArrayBuffer>;

/**
 * A trace put in order for drawing: segments core by core, events kind by kind within each owner,
 * each in order of time. What belongs to one lane is then a part of each column and needs no copy.
 * Arrays of typed arrays alone, so it is transferred.
 */
export interface RunColumns {
  readonly end: number;
  readonly names: TraceNames;
  readonly segments: SortedSegments;
  readonly events: SortedEvents;
  /**
   * When jobs were dropped because what they belong to was stopped or removed, in order of time.
   */
  readonly stops: readonly Stop[];
}

export interface Stop {
  readonly time: number;
  readonly domain: string;
  /** `null`: every task of the domain. */
  readonly task: string | null;
}

interface SortedSegments {
  readonly count: number;
  /** Core `c` has the rows `offsets[c] … offsets[c + 1] − 1`. */
  readonly offsets: Int32Array<ArrayBuffer>;
  readonly start: Float64Array<ArrayBuffer>;
  readonly end: Float64Array<ArrayBuffer>;
  readonly vcpu: IndexColumn;
  readonly task: IndexColumn;
  readonly job: Int32Array<ArrayBuffer>;
  /** Index into the trace's `segmentKinds`. */
  readonly kind: Uint8Array<ArrayBuffer>;
}

/** The kinds of events that are drawn; the others are told by the segments. */
export const drawnKinds = [
  'release',
  'complete',
  'miss',
  'replenish',
  'exhaust',
  'migrate',
  'admit',
  'refuse',
] as const satisfies readonly (EventKind & MarkerKind)[];
export type DrawnKind = (typeof drawnKinds)[number];

/** Columns may be longer than `count`. */
export interface SortedEvents {
  readonly count: number;
  /** Slot `s` has the rows `offsets[s] … offsets[s + 1] − 1`; see {@link eventSlot}. */
  readonly offsets: Int32Array<ArrayBuffer>;
  readonly time: Float64Array<ArrayBuffer>;
  readonly job: Int32Array<ArrayBuffer>;
}

/** Where the events of one owner and one kind are; the kind as an index into {@link drawnKinds}. */
export function eventSlot(owner: number, kind: number): number {
  return owner * drawnKinds.length + kind;
}

export function vcpuOwner(vcpu: number): number {
  return vcpu;
}

export function taskOwner({ vcpus }: TraceNames, task: number): number {
  return vcpus.length + task;
}

/** Of admissions and refusals, and of what belongs to no VCPU and no task. */
export function scenarioOwner({ vcpus, tasks }: TraceNames): number {
  return vcpus.length + tasks.length;
}

/** The buffers to transfer with the columns. */
export function buffersOf({ segments, events }: RunColumns): ArrayBuffer[] {
  return [...Object.values(segments), ...Object.values(events)]
    .filter((column) => ArrayBuffer.isView(column))
    .map(({ buffer }) => buffer as ArrayBuffer);
}
