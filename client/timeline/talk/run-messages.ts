import type { FormatOf } from '../../../formats/formats.ts';
import type { Translations } from '../../../messages/locale.ts';
import type { ToldRun } from '../../../messages/simulation/told-run.ts';
import type { LateRun } from '../../../scheduling/host/run/late-run.ts';
import type { Analysis, LateCourse, VcpuName } from '../../../scheduling/model/analysis.ts';
import type { CompletedModel } from '../../../scheduling/model/completed.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import type { Comparison } from '../../../scheduling/simulation/compare/compare-runs.ts';
import type { LateWindow } from '../../../scheduling/simulation/worst-case/late-course.ts';
import type { RunColumns } from '../columns/run-columns.ts';
import type { RecordedRun } from '../messages.ts';

/** The messages between the page and its worker. `id` links an answer to its question. */

/** The person's choice in the bar. The simulator fills in the rest. */
export interface RunChoice {
  readonly scenario?: string;
  readonly horizon?: number;
  readonly seed?: number;
  readonly supply?: VcpuName;
  /** The VCPU whose budget comes late on its machine, in the run that the verdict tells. */
  readonly late?: VcpuName;
}

/** A system to analyze and simulate. */
export interface RunQuestion {
  readonly model: SystemModel;
  /** The same with the tool's choices, where they are known. */
  readonly completed: CompletedModel | null;
  readonly choice: RunChoice;
  /** The run that the choice means as `late`; `null` where none is chosen or known. */
  readonly late: LateRun | null;
}

/** The first message to the worker: its language. */
export interface FirstToWorker {
  readonly type: 'speak';
  readonly translations: Translations;
}

/**
 * The VCPU whose run with the least supply is wanted, or the course of a change of plan, or the run
 * in which its budget comes late.
 */
export interface WorstRunQuestion {
  readonly model: SystemModel;
  readonly vcpu: VcpuName;
  /** The length of the run in ns; a course has a length of its own. */
  readonly horizon: number;
  readonly course: LateCourse | null;
  readonly late: LateRun | null;
}

export type ToWorker =
  /** Analyze and simulate. The worker drops an earlier open question. */
  | (RunQuestion & { readonly type: 'run'; readonly id: number })
  /** Read a run that has been, or two side by side; the system gives VCPUs their names. */
  | {
      readonly type: 'read';
      readonly id: number;
      readonly runs: readonly RecordedRun[];
      readonly system: SystemModel | null;
    }
  /** Lay the two runs that were read on one time axis anew; `best` is where they differ least. */
  | { readonly type: 'align'; readonly id: number; readonly shift: number | 'best' }
  /** Find the verdict on the first run, which is drawn before its proof. */
  | { readonly type: 'analyze'; readonly id: number; readonly model: SystemModel }
  /** Search on for the verdicts that an analysis of the system leaves open, for a moment. */
  | { readonly type: 'decide'; readonly id: number; readonly model: SystemModel }
  /**
   * Simulate the same system with the least supply of one VCPU, without an analysis. A current run
   * goes on.
   */
  | (WorstRunQuestion & { readonly type: 'worst'; readonly id: number })
  | {
      readonly type: 'export';
      readonly id: number;
      readonly model: SystemModel;
      readonly choice: RunChoice;
      readonly late: LateRun | null;
      readonly format: FormatOf<'run'>;
    }
  /** Stop the run and answer with the part simulated so far. */
  | { readonly type: 'stop' }
  /** Drop the export without an answer. */
  | { readonly type: 'cancelExport' };

/** The answers and failures of the worker. */
export const questions = ['run', 'read', 'align', 'analyze', 'decide', 'worst', 'export'] as const;
export type Question = (typeof questions)[number];

/** The results of a run, with the steps of its scenario in words. */
export type RunStatistics = Omit<ToldRun, 'trace'>;

export type FromWorker =
  /** The worker listens. */
  | { readonly type: 'ready' }
  /** The worker is busy with a long question. */
  | { readonly type: 'alive' }
  | { readonly type: 'analyzed'; readonly id: number; readonly analysis: Analysis }
  | { readonly type: 'decided'; readonly id: number; readonly analysis: Analysis }
  | {
      readonly type: 'progress';
      readonly id: number;
      readonly now: number;
      readonly horizon: number;
    }
  | {
      readonly type: 'ran';
      readonly id: number;
      readonly run: RunColumns;
      readonly statistics: RunStatistics;
      /** The verdict; `null` where it came before or is still to be asked for. */
      readonly analysis: Analysis | null;
      /** The second run beside the first; absent of one run. */
      readonly comparison?: Comparison;
    }
  | {
      readonly type: 'worst';
      readonly id: number;
      readonly run: RunColumns;
      readonly vcpu: VcpuName;
      /** The window in which a course misses; `null` where none was asked for. */
      readonly window: LateWindow | null;
    }
  /** The simulated share of an export, 0 … 1. */
  | { readonly type: 'exporting'; readonly id: number; readonly share: number }
  | {
      readonly type: 'exported';
      readonly id: number;
      readonly format: FormatOf<'run'>;
      readonly content: ArrayBuffer;
    }
  | {
      readonly type: 'failed';
      readonly id: number;
      readonly question: Question;
      readonly reason: string;
    };
