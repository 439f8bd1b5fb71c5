import type { FirstCounts } from '../../../scheduling/simulation/compare/side-by-side.ts';
import type {
  EventKind,
  IndexColumn,
  InterfaceFrom,
  TraceNames,
} from '../../../scheduling/simulation/trace.ts';
import { actionMarkers, type MarkerKind, vcpuMarkers } from '../drawing/shapes/markers.ts';

/** A column of a run. */
export type Column = Float64Array<ArrayBuffer> | IndexColumn | Uint8Array<ArrayBuffer>;

/**
 * A trace ordered for drawing. Segments are grouped by core, events by owner and kind, each group
 * in order of time. A lane is thus a part of each column and needs no copy. The columns are typed
 * arrays only, so a message transfers them.
 */
export interface RunColumns {
  readonly end: number;
  readonly names: TraceNames;
  readonly segments: SortedSegments;
  readonly events: SortedEvents;
  /** The instants at which a stop or a removal dropped jobs, in order of time. */
  readonly stops: readonly Stop[];
  /** The plans in force on machines that have several, for each in order of time. */
  readonly plans: readonly PlanShown[];
  /** The interfaces of VCPUs that have had several, for each in order of time. */
  readonly interfaces: readonly InterfaceFrom[];
  /** How many elements of two runs side by side are the first's; absent of one run. */
  readonly first?: FirstCounts;
}

/** A plan of windows that is in force on a machine from an instant on, in ns. */
export interface PlanShown {
  readonly machine: string;
  readonly plan: string;
  readonly from: number;
}

export interface Stop {
  readonly time: number;
  readonly domain: string;
  /** The task; `null` for every task of the domain. */
  readonly task: string | null;
}

interface SortedSegments {
  readonly count: number;
  /** The rows of core `c` are `offsets[c] … offsets[c + 1] − 1`. */
  readonly offsets: Int32Array<ArrayBuffer>;
  readonly start: Float64Array<ArrayBuffer>;
  readonly end: Float64Array<ArrayBuffer>;
  readonly vcpu: IndexColumn;
  readonly task: IndexColumn;
  readonly job: Int32Array<ArrayBuffer>;
  /** Indices into the trace's `segmentKinds`. */
  readonly kind: Uint8Array<ArrayBuffer>;
}

/** The kinds of drawn events; segments show the others. */
export const drawnKinds = [
  'release',
  'complete',
  'miss',
  ...vcpuMarkers,
  ...actionMarkers,
] as const satisfies readonly (EventKind & MarkerKind)[];
export type DrawnKind = (typeof drawnKinds)[number];

/** The number of rows; columns may be longer. */
export interface SortedEvents {
  readonly count: number;
  /** The rows of slot `s` are `offsets[s] … offsets[s + 1] − 1`; see {@link eventSlot}. */
  readonly offsets: Int32Array<ArrayBuffer>;
  readonly time: Float64Array<ArrayBuffer>;
  readonly job: Int32Array<ArrayBuffer>;
}

/** The slot of an owner's events of one kind, an index into {@link drawnKinds}. */
export function eventSlot(owner: number, kind: number): number {
  return owner * drawnKinds.length + kind;
}

export function vcpuOwner(vcpu: number): number {
  return vcpu;
}

export function taskOwner({ vcpus }: TraceNames, task: number): number {
  return vcpus.length + task;
}

/** The owner of admissions and refusals, and of events that belong to no VCPU and no task. */
export function scenarioOwner({ vcpus, tasks }: TraceNames): number {
  return vcpus.length + tasks.length;
}

/** The buffers to transfer with the columns. */
export function buffersOf({ segments, events }: RunColumns): ArrayBuffer[] {
  return [...Object.values(segments), ...Object.values(events)]
    .filter((column) => ArrayBuffer.isView(column))
    .map(({ buffer }) => buffer as ArrayBuffer);
}
