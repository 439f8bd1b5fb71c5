import type { LateRun } from '../host/run/late-run.ts';
import type { AsOne, LateCourse, VcpuName } from '../model/analysis.ts';
import type { Detour } from '../model/changes/change-wait.ts';
import type { Action, SystemModel } from '../model/model.ts';
import type { StepReason } from '../model/step-reason.ts';
import type { Trace } from './trace.ts';

/**
 * A part of the rule of safe changes. `ghosts`: servers that have left count on. `releases`: the
 * end of a period releases only where it may. `force`: a smaller budget makes room when it is in
 * force, not when it is approved. `union`: both periods fit while one follows the other. `guests`:
 * tasks wait for their guest. `mixture`: a guest must bear both interfaces in one window.
 * `detours`: a third core has room for who stops over there.
 */
export type Weakening =
  | 'ghosts'
  | 'releases'
  | 'force'
  | 'union'
  | 'guests'
  | 'mixture'
  | 'detours';

/** The options of a run. */
export interface SimulationOptions {
  /** The scenario to play. Without one, every domain starts at time 0. */
  readonly scenario?: string;
  /**
   * The system as written, for a scenario: each step chooses its open parts again. Without it, the
   * chosen values of the completed model count as written.
   */
  readonly written?: SystemModel;
  /** The length of the run in ns; {@link chooseHorizon} gives the default. */
  readonly horizon?: number;
  /**
   * The seed, a whole number in 0 … 2^32 − 1. The same seed gives the same run to the last byte.
   * The default is 1.
   */
  readonly seed?: number;
  /**
   * The VCPU that gets, alone on its core, the least supply that its interface permits. Its tasks
   * are released when the gap begins.
   */
  readonly supply?: VcpuName;
  /** The course across changes of plan in which a VCPU misses, alone on its core. */
  readonly course?: LateCourse;
  /** The run in which the budget of a VCPU comes late on its machine, as a verdict tells it. */
  readonly late?: LateRun;
  /** Whether to keep the trace, by default true. Without it memory does not grow with the run. */
  readonly keepTrace?: boolean;
  /**
   * A callback during the run. If it returns `false`, the run is canceled, and the result tells how
   * far it went.
   */
  readonly onProgress?: (progress: SimulationProgress) => boolean | undefined;
  /**
   * The parts of the rule of safe changes that are left out, so that a hunt can show that it would
   * see what they prevent.
   */
  readonly weakened?: ReadonlySet<Weakening>;
  /** Calls `step` for a moment of a scenario, whose admission tests may take long. */
  readonly aroundSteps?: (step: () => void) => void;
}

export interface SimulationProgress {
  /** The simulated time in ns. */
  readonly now: number;
  readonly horizon: number;
  /** The number of completed jobs. */
  readonly jobs: number;
}

/** A run in steps: the caller runs it for a while, looks at the result, and goes on or drops it. */
export interface Simulation {
  readonly horizon: number;
  /** The instant, in ns, before which everything has happened. */
  readonly now: number;
  /** Runs until `time`, at most to the horizon; `false` if `onProgress` canceled it. */
  runUntil(time: number): boolean;
  /** The result so far, as if the run ended `now`. The run can go on after it. */
  result(): SimulationResult;
}

export interface SimulationResult {
  /** The intended length of the run, in ns. */
  readonly horizon: number;
  readonly horizonChosen: HorizonChoice;
  /** The actual length in ns: less than `horizon` if the run was canceled or is not over. */
  readonly end: number;
  readonly seed: number;
  readonly tasks: readonly TaskStatistics[];
  readonly vcpus: readonly VcpuStatistics[];
  readonly cores: readonly CoreStatistics[];
  readonly scenario: readonly ScenarioOutcome[];
  /** The VCPUs that never run, each with the reason. */
  readonly notes: readonly RunNote[];
  readonly trace: Trace | null;
}

/**
 * The origin of a horizon. `hyperperiod`: the hyperperiod plus the largest offset. `worst-case`:
 * two hyperperiods from the start of the gap. `witness`: up to a later miss that the analysis
 * expects. `default`: 10 s, since the hyperperiod is not below that.
 */
export type HorizonChoice =
  | 'asked'
  | 'scenario'
  | 'hyperperiod'
  | 'worst-case'
  | 'witness'
  | 'default';

/** Times in ns; `null` if no job finished. Percentiles are by nearest rank. */
export interface Distribution {
  readonly min: number | null;
  readonly mean: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

export interface TaskStatistics {
  readonly domain: string;
  readonly name: string;
  /** The VCPU; `null` in a domain that schedules globally. */
  readonly vcpu: string | null;
  readonly soft: boolean;
  /** The tolerated miss ratio of a soft task, if one is written. */
  readonly allowedMisses: number | null;
  /** The number of jobs released (nominally) before the end. */
  readonly jobs: number;
  readonly completed: number;
  /**
   * The number of jobs that finished late, or did not finish with a deadline at or before the end.
   */
  readonly misses: number;
  /** `misses / jobs`; 0 without jobs. */
  readonly missRatio: number;
  readonly response: Distribution;
  /** The lateness of the jobs that missed and finished, in ns. */
  readonly tardiness: { readonly mean: number | null; readonly max: number | null };
  /** The number of times that a job stopped before its end. */
  readonly preemptions: number;
}

export interface VcpuStatistics {
  readonly domain: string;
  readonly name: string;
  /** The time on a core without switches, in ns. */
  readonly supply: number;
  /** The part of `supply` that no task used. */
  readonly unused: number;
  /** The budget given up or lost at deadlines, in ns. */
  readonly lost: number;
  readonly replenishments: number;
  readonly exhaustions: number;
  /** The longest time without supply since its domain started, in ns. */
  readonly longestGap: number;
  /** The number of times that a core began to switch to it. */
  readonly switches: number;
  readonly migrations: number;
  /** The budgets that came late in a run that a verdict tells; absent without any. */
  readonly lateBudgets?: number;
  /** The numbers of a run that was recorded on a real host; absent of a simulated one. */
  readonly measured?: VcpuMeasured;
}

/** The numbers that only a recorded run has, in ns. */
export interface VcpuMeasured {
  /** The period and the budget that the hypervisor gave it last; `null` if it told neither. */
  readonly period: number | null;
  readonly budget: number | null;
  /** The most that it ran between two replenishments; `null` without two of them. */
  readonly mostInPeriod: number | null;
  /** The part of that beyond its budget; `null` if it may take more, or has no budget. */
  readonly overrun: number | null;
  /** The longest time in which it had work and did not run. */
  readonly longestWait: number;
}

/** `busy + overhead + idle` is the length of the run. */
export interface CoreStatistics {
  readonly machine: string;
  readonly core: number;
  readonly busy: number;
  readonly overhead: number;
  readonly idle: number;
  readonly switches: number;
}

export interface ScenarioOutcome {
  readonly index: number;
  readonly at: number;
  readonly action: Action;
  readonly admitted: boolean;
  /** The reason for a refusal; `null` if the step was admitted. */
  readonly reason: StepReason | null;
  /** The instant of the answer, in ns; absent if the run ended before it. */
  readonly answered?: number;
  /**
   * The instant at which all of an admitted step was in force, in ns, if it had to wait after
   * `answered`; `null` if it still waits. Absent if it was in force at once. A plan has it
   * always.
   */
  readonly inForce?: number | null;
  /** The result of trying all steps of the instant as one; absent for a step tried alone. */
  readonly asOne?: AsOne;
  /** The detour of an exchange of cores; absent if the step needs none. */
  readonly via?: Detour;
}

/** A part of the system that never runs, with the reason; or what a told run shows. */
export type RunNote =
  | ({ readonly kind: 'no-core' | 'no-window' | 'no-budget' } & VcpuName)
  /** A domain that has no window before a scenario changes the plan, and was not started. */
  | { readonly kind: 'off-at-first'; readonly domain: string }
  /**
   * In the run that a verdict tells, which begins at `start`, the VCPU's budget has not come by its
   * deadline at `due`, in ns of this run.
   */
  | ({ readonly kind: 'late-budget'; readonly start: number; readonly due: number } & VcpuName)
  /** Every step of the scenario was refused. */
  | { readonly kind: 'all-refused'; readonly scenario: string };
