/**
 * A simulated run as columns of typed arrays, which cross threads and processes without a copy and
 * are drawn without parsing. Row `i` of every column belongs together. Times are whole ns, held in
 * doubles.
 */
export interface Trace {
  readonly version: 1;
  /** The end of the run in ns: no segment ends and no event happens after it. */
  readonly end: number;
  readonly names: TraceNames;
  readonly segments: SegmentColumns;
  readonly events: EventColumns;
  /**
   * The interfaces of VCPUs that a scenario gave others, for each in order of time; absent where
   * none was given another.
   */
  readonly interfaces?: readonly InterfaceFrom[];
}

/** The interface that a VCPU has from an instant on, in ns. */
export interface InterfaceFrom {
  /** Index into {@link TraceNames.vcpus}. */
  readonly vcpu: number;
  readonly from: number;
  readonly period: number;
  readonly budget: number;
  readonly deadline: number;
}

/** The names behind the indices in the columns; −1 in a column means none. */
export interface TraceNames {
  /** The machines and their pools, each pool as a machine named `board.rt`. */
  readonly machines: readonly string[];
  /** The pool that each of `machines` is; `null` if it is none. Absent if no machine has pools. */
  readonly pools?: readonly (TracePool | null)[];
  /** All cores of all machines, in the order declared. */
  readonly cores: readonly TraceCore[];
  /** All VCPUs of all domains, in the order declared. */
  readonly vcpus: readonly TraceVcpu[];
  /** All tasks, in the order declared; those that a scenario adds come last. */
  readonly tasks: readonly TraceTask[];
}

interface TracePool {
  /** The machine that the pool is part of, which is absent from `machines` without other cores. */
  readonly host: string;
  /** The pool's name on its host. */
  readonly pool: string;
}

interface TraceCore {
  /** Index into {@link TraceNames.machines}. */
  readonly machine: number;
  /** The core's physical number: the cores of a pool keep their numbers on the host. */
  readonly core: number;
}

interface TraceVcpu {
  readonly domain: string;
  readonly vcpu: string;
  readonly machine: number;
  /** Index of the core it belongs to; −1 if it may run on several. */
  readonly core: number;
  /** The interface; `null` if it has no meaning on its machine. */
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
  /** The relative deadline in ns, from the nominal release. */
  readonly deadline: number;
  readonly soft: boolean;
}

/** Small signed integers in the narrowest array that holds every index of the run. */
export type IndexColumn =
  | Int8Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>;

/**
 * The activities of each core, one stretch `[start, end)` per row; a core without a segment is
 * idle. Segments of one core do not overlap and stand in order of time; over all cores they are
 * ordered by `end`.
 */
export interface SegmentColumns {
  readonly count: number;
  readonly start: Float64Array<ArrayBuffer>;
  readonly end: Float64Array<ArrayBuffer>;
  readonly core: IndexColumn;
  /** The VCPU on the core, or being switched to; −1 for a switch to idle. */
  readonly vcpu: IndexColumn;
  /** The task that runs or is switched to; −1 if there is none. */
  readonly task: IndexColumn;
  /**
   * The number of the task's job, from 0; −1 if there is none. For `admission` it is the index of
   * the scenario's step.
   */
  readonly job: Int32Array<ArrayBuffer>;
  /** Index into {@link segmentKinds}. */
  readonly kind: Uint8Array<ArrayBuffer>;
}

/**
 * The kinds of segments. `run`: a job executes. `task-switch`: the guest changes its task, in the
 * VCPU's time. `switch`: the hypervisor changes the VCPU on the core, in nobody's budget. `spin`:
 * the VCPU is on its core without a known task, yet its budget runs down. `admission`: a
 * schedulability test of a scenario runs. `kernel`: a kernel section that cannot be preempted.
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

/** The events, ordered by time, and at one instant in the engine's order. */
export interface EventColumns {
  readonly count: number;
  readonly time: Float64Array<ArrayBuffer>;
  /** Index into {@link eventKinds}. */
  readonly kind: Uint8Array<ArrayBuffer>;
  /** The core, or −1 if it has no meaning. */
  readonly core: IndexColumn;
  readonly vcpu: IndexColumn;
  readonly task: IndexColumn;
  /**
   * The number of the task's job, from 0, else −1. For `admit`, `refuse`, `plan` and `in-force` it
   * is the index of the scenario's step.
   */
  readonly job: Int32Array<ArrayBuffer>;
}

/**
 * The kinds of events. `release`: nominal, without jitter. `start`, `resume`: the job begins, goes
 * on executing. `preempt`: it stops before its end, because another task or another VCPU took its
 * place or the budget ended. `complete`: it ends. `miss`: its deadline passes and it is not done;
 * without a task the VCPU's deadline passes, and its budget has not come though it had work.
 * `replenish`: the VCPU has its budget again. `exhaust`: its budget is gone, that is used up, given
 * up, or lost at its deadline. `switch`: the core begins to change to `vcpu` (−1: to idle).
 * `admit`, `refuse`: a scenario's action. `migrate`: the VCPU goes on on another core than before.
 * `in-force`: all of an admitted action that waited is in force now.
 * `plan`: another plan of windows is in force from now on, on the machine with that first core.
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
  'plan',
  'in-force',
] as const;
export type EventKind = (typeof eventKinds)[number];
