import type { VcpuName } from '../model/analysis.ts';
import type { Action, SystemModel } from '../model/model.ts';
import type { StepReason } from '../model/step-reason.ts';
import type { Trace } from './trace.ts';

/** What to run, and for how long. */
export interface SimulationOptions {
  /** The scenario to play; without one, every domain starts at time 0. */
  readonly scenario?: string;
  /**
   * The system as written, for a scenario: each step chooses anew what is left open in it. Without
   * it, what the completed model has chosen counts as written.
   */
  readonly written?: SystemModel;
  /** Length of the run in ns; {@link chooseHorizon} says what is taken without it. */
  readonly horizon?: number;
  /** A whole number, 0 … 2^32 − 1; the same seed gives the same run to the last byte. Default 1. */
  readonly seed?: number;
  /**
   * Give this VCPU, alone on its core, the least supply that its interface permits, its tasks
   * released when the gap begins.
   */
  readonly supply?: VcpuName;
  /** Default true. Without the trace, memory does not grow with the length of the run. */
  readonly keepTrace?: boolean;
  /**
   * Called now and then; returning `false` cancels the run, and the result says how far it went.
   */
  readonly onProgress?: (progress: SimulationProgress) => boolean | undefined;
}

export interface SimulationProgress {
  /** Simulated time in ns. */
  readonly now: number;
  readonly horizon: number;
  /** Jobs completed. */
  readonly jobs: number;
}

/** A run that can be driven in steps: run a while, look at the result, go on or drop it. */
export interface Simulation {
  readonly horizon: number;
  /** Everything before this instant has happened. */
  readonly now: number;
  /**
   * Runs until `time`, at most to the horizon, and stops there; `false` when `onProgress` canceled
   * it.
   */
  runUntil(time: number): boolean;
  /** The result so far, as if the run ended `now`; the run can go on after it. */
  result(): SimulationResult;
}

export interface SimulationResult {
  /** How long the run was meant to be, in ns. */
  readonly horizon: number;
  readonly horizonChosen: HorizonChoice;
  /** How far it went: less than `horizon` when canceled or looked at on the way. */
  readonly end: number;
  readonly seed: number;
  readonly tasks: readonly TaskStatistics[];
  readonly vcpus: readonly VcpuStatistics[];
  readonly cores: readonly CoreStatistics[];
  readonly scenario: readonly ScenarioOutcome[];
  /** The VCPUs that never run, with what keeps them from it. */
  readonly notes: readonly RunNote[];
  readonly trace: Trace | null;
}

/**
 * `hyperperiod`: plus the largest offset. `worst-case`: two hyperperiods from the beginning of the
 * gap. `witness`: up to the miss that the analysis of the VCPU expects later than that. `default`:
 * 10 s, since the hyperperiod is not below that.
 */
export type HorizonChoice =
  | 'asked'
  | 'scenario'
  | 'hyperperiod'
  | 'worst-case'
  | 'witness'
  | 'default';

/** Times in ns; `null` where no job finished. Percentiles by nearest rank. */
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
  /** `null` in a domain that schedules globally. */
  readonly vcpu: string | null;
  readonly soft: boolean;
  /** The miss ratio a soft task is allowed, where one is written. */
  readonly allowedMisses: number | null;
  /** Released (nominally) before the end. */
  readonly jobs: number;
  readonly completed: number;
  /** Finished late, or not finished with a deadline at or before the end. */
  readonly misses: number;
  /** `misses / jobs`, 0 without jobs. */
  readonly missRatio: number;
  readonly response: Distribution;
  /** Of the jobs that missed and finished: how late they were. */
  readonly tardiness: { readonly mean: number | null; readonly max: number | null };
  /** How often a job stopped before its end. */
  readonly preemptions: number;
}

export interface VcpuStatistics {
  readonly domain: string;
  readonly name: string;
  /** Time on a core, switches not counted. */
  readonly supply: number;
  /** Of `supply`, what no task used. */
  readonly unused: number;
  /** Budget given up or lost at deadlines. */
  readonly lost: number;
  readonly replenishments: number;
  readonly exhaustions: number;
  /** Longest stretch without supply since its domain started. */
  readonly longestGap: number;
  /** How often a core began to switch to it. */
  readonly switches: number;
  readonly migrations: number;
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
  /** Why it was refused; `null` where it was admitted. */
  readonly reason: StepReason | null;
}

/** What never runs, and why. */
export type RunNote =
  | ({ readonly kind: 'no-core' | 'no-window' | 'no-budget' } & VcpuName)
  /** Every step of the scenario was refused. */
  | { readonly kind: 'all-refused'; readonly scenario: string };
