import type { Translations } from '../../../messages/locale.ts';
import type { Analysis, VcpuName } from '../../../scheduling/model/analysis.ts';
import type { CompletedModel } from '../../../scheduling/model/completed.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import type { SimulationResult } from '../../../scheduling/simulation/result.ts';
import type { RunColumns } from '../columns/run-columns.ts';

/**
 * What the page and its worker say to each other. `id` tells the answer to which question it is.
 */

/** What a person picks in the bar. What is left out is chosen by the simulator. */
export interface RunChoice {
  readonly scenario?: string;
  readonly horizon?: number;
  readonly seed?: number;
  readonly supply?: VcpuName;
}

export const exportFormats = ['perfetto', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What to analyze and simulate. */
export interface RunQuestion {
  readonly model: SystemModel;
  /** With what was chosen for it, where that is known. */
  readonly completed: CompletedModel | null;
  readonly choice: RunChoice;
}

/** What the worker hears first: how to say what it says to people. */
export interface FirstToWorker {
  readonly type: 'speak';
  readonly translations: Translations;
}

export type ToWorker =
  /** Analyze and simulate; a question asked before and not yet answered is dropped. */
  | (RunQuestion & { readonly type: 'run'; readonly id: number })
  /** The verdict on what was run first, which is drawn before it is proven. */
  | { readonly type: 'analyze'; readonly id: number; readonly model: SystemModel }
  /**
   * The same system, with the least supply that one VCPU can get; no analysis. Does not stop a run.
   */
  | {
      readonly type: 'worst';
      readonly id: number;
      readonly model: SystemModel;
      readonly vcpu: VcpuName;
      readonly horizon: number;
    }
  | {
      readonly type: 'export';
      readonly id: number;
      readonly model: SystemModel;
      readonly choice: RunChoice;
      readonly format: ExportFormat;
    }
  /** Stop the run and answer with how far it came. */
  | { readonly type: 'stop' }
  /** The export is not wanted any more: nothing is answered. */
  | { readonly type: 'cancelExport' };

/** What the worker answers, or says that it failed. */
export const questions = ['run', 'analyze', 'worst', 'export'] as const;
export type Question = (typeof questions)[number];

export type RunStatistics = Omit<SimulationResult, 'trace'>;

export type FromWorker =
  /** The worker listens. */
  | { readonly type: 'ready' }
  /** It works on a question that takes long. */
  | { readonly type: 'alive' }
  | { readonly type: 'analyzed'; readonly id: number; readonly analysis: Analysis }
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
      /** `null` where it was said before, or is to be asked for. */
      readonly analysis: Analysis | null;
    }
  | {
      readonly type: 'worst';
      readonly id: number;
      readonly run: RunColumns;
      readonly vcpu: VcpuName;
    }
  /** How much of an export is simulated, 0 … 1. */
  | { readonly type: 'exporting'; readonly id: number; readonly share: number }
  | {
      readonly type: 'exported';
      readonly id: number;
      readonly format: ExportFormat;
      readonly content: ArrayBuffer;
    }
  | {
      readonly type: 'failed';
      readonly id: number;
      readonly question: Question;
      readonly reason: string;
    };
