import type { IndexColumn, TraceNames } from '../../../scheduling/simulation/trace.ts';

/**
 * A trace put in order for drawing: segments core by core, events owner by owner, each in order of time. What belongs
 * to one lane is then a part of each column and needs no copy. Arrays of typed arrays alone, so it is transferred.
 */
export interface RunColumns {
  readonly end: number;
  readonly names: TraceNames;
  readonly segments: SortedSegments;
  readonly events: SortedEvents;
  /** When jobs were dropped because what they belong to was stopped or removed, in order of time. */
  readonly stops: readonly Stop[];
}

export interface Stop {
  readonly time: number;
  readonly domain: string;
  /** `null`: every task of the domain. */
  readonly task: string | null;
}

export interface SortedSegments {
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

export interface SortedEvents {
  readonly count: number;
  /** Owner `o` has the rows `offsets[o] … offsets[o + 1] − 1`; see {@link vcpuOwner}, {@link taskOwner}, {@link scenarioOwner}. */
  readonly offsets: Int32Array<ArrayBuffer>;
  readonly time: Float64Array<ArrayBuffer>;
  /** Index into the trace's `eventKinds`. */
  readonly kind: Uint8Array<ArrayBuffer>;
  readonly job: Int32Array<ArrayBuffer>;
  readonly core: IndexColumn;
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
