/**
 * A simulated run as columns of typed arrays, so that it crosses threads and processes without
 * copying and is drawn without parsing. Row `i` of every column belongs together. Times are whole
 * ns held in doubles.
 */
export interface Trace {
  readonly version: 1;
  /** How far the run went: no segment ends and no event happens after it. */
  readonly end: number;
  readonly names: TraceNames;
  readonly segments: SegmentColumns;
  readonly events: EventColumns;
}

/** What the indices in the columns stand for; −1 in a column means none. */
export interface TraceNames {
  readonly machines: readonly string[];
  /** Every core of every machine, in the order declared. */
  readonly cores: readonly TraceCore[];
  /** Every VCPU of every domain, in the order declared. */
  readonly vcpus: readonly TraceVcpu[];
  /** Every task, in the order declared; those that a scenario adds come last. */
  readonly tasks: readonly TraceTask[];
}

interface TraceCore {
  /** Index into {@link TraceNames.machines}. */
  readonly machine: number;
  /** The core's number on its machine. */
  readonly core: number;
}

interface TraceVcpu {
  readonly domain: string;
  readonly vcpu: string;
  readonly machine: number;
  /** Index of the core it belongs to; −1 where it may run on several. */
  readonly core: number;
  /** `null` where they have no meaning on its machine. */
  readonly period: number | null;
  readonly budget: number | null;
  readonly deadline: number | null;
}

interface TraceTask {
  readonly domain: string;
  readonly task: string;
  /** Index of the VCPU it belongs to; −1 in a domain that schedules globally. */
  readonly vcpu: number;
  readonly period: number;
  /** Relative deadline, from the nominal release. */
  readonly deadline: number;
  readonly soft: boolean;
}

/** Small signed integers in the narrowest array that holds every index of the run. */
export type IndexColumn =
  | Int8Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>;

/**
 * What each core did, one row a stretch `[start, end)`; where no segment lies, the core was idle.
 * Segments of one core do not overlap and stand in order of time; over all cores they are ordered
 * by `end`.
 */
export interface SegmentColumns {
  readonly count: number;
  readonly start: Float64Array<ArrayBuffer>;
  readonly end: Float64Array<ArrayBuffer>;
  readonly core: IndexColumn;
  /** The VCPU on the core, or being switched to; −1 for a switch to idle. */
  readonly vcpu: IndexColumn;
  /** The task that runs or is switched to; −1 where none does. */
  readonly task: IndexColumn;
  /**
   * Number of the task's job, from 0; −1 where there is none. For `admission`: the index of the
   * scenario's step.
   */
  readonly job: Int32Array<ArrayBuffer>;
  /** Index into {@link segmentKinds}. */
  readonly kind: Uint8Array<ArrayBuffer>;
}

/**
 * `run`: a job executes. `task-switch`: the guest changes its task, in the VCPU's time. `switch`:
 * the hypervisor changes the VCPU on the core, in nobody's budget. `spin`: the VCPU is on its core
 * and no known task runs, yet its budget runs down. `admission`: a schedulability test of a
 * scenario runs. `kernel`: a kernel section that cannot be preempted.
 */
export const segmentKinds = [
  'run',
  'task-switch',
  'switch',
  'spin',
  'admission',
  'kernel',
] as const;
export type SegmentKind = (typeof segmentKinds)[number];

/** What happened, ordered by time; at one instant in the engine's order. */
export interface EventColumns {
  readonly count: number;
  readonly time: Float64Array<ArrayBuffer>;
  /** Index into {@link eventKinds}. */
  readonly kind: Uint8Array<ArrayBuffer>;
  /** Where it has a meaning, else −1. */
  readonly core: IndexColumn;
  readonly vcpu: IndexColumn;
  readonly task: IndexColumn;
  /**
   * Number of the task's job, from 0, else −1. For `admit` and `refuse`: the index of the
   * scenario's step.
   */
  readonly job: Int32Array<ArrayBuffer>;
}

/**
 * `release`: nominal, without jitter. `start`, `resume`: the job begins, goes on executing.
 * `preempt`: it stops before its end, because another task or another VCPU took its place or the
 * budget ended. `complete`. `miss`: its deadline passes and it is not done. `replenish`: the VCPU
 * has its budget again. `exhaust`: its budget is gone – used up, given up, or lost at its deadline.
 * `switch`: the core begins to change to `vcpu` (−1: to idle). `admit`, `refuse`: a scenario's
 * action. `migrate`: the VCPU goes on on another core than before.
 */
export const eventKinds = [
  'release',
  'start',
  'preempt',
  'resume',
  'complete',
  'miss',
  'replenish',
  'exhaust',
  'switch',
  'admit',
  'refuse',
  'migrate',
] as const;
export type EventKind = (typeof eventKinds)[number];
