import type { Finding } from '../../scheduling/findings/finding.ts';
import type { Remedy } from '../../scheduling/findings/remedies.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import type { CompletedModel } from '../../scheduling/model/completed.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import type { PlacementComparison } from '../../scheduling/simulation/placement/compare-placements.ts';
import type { Difference } from './difference.ts';

/**
 * The messages between the server and its worker. The worker answers one question at a time, in the
 * order asked. Both keep the last sent system of each root, so messages contain only differences. A
 * question about an analysis of an earlier worker brings along what that one `told`.
 */

/** Server to worker. */
export type Request =
  /** The first message; `stop` holds the number of the last question to stop. */
  | { readonly kind: 'begin'; readonly stop: SharedArrayBuffer | null }
  | Question
  /** The answer to this question is no longer wanted. */
  | { readonly kind: 'stop'; readonly id: number }
  /** The system with this root no longer exists. */
  | { readonly kind: 'forget'; readonly root: string };

/** A system with its results, as a worker knows it that has analyzed it. */
export interface Told {
  readonly model: SystemModel;
  readonly found: Found;
}

export type Question =
  | {
      readonly kind: 'analyze';
      readonly id: number;
      readonly root: string;
      /** The difference from the last sent model; the first time from nothing. */
      readonly model: Difference;
      /** The choices of an earlier worker, if there was one. */
      readonly previous: CompletedModel | null;
    }
  /** A search for verdicts that the analysis left open, with a patience in ns. */
  | {
      readonly kind: 'decide';
      readonly id: number;
      readonly root: string;
      readonly analysis: number;
      readonly told: Told | null;
      readonly patience: number;
    }
  | {
      readonly kind: 'remedies';
      readonly id: number;
      readonly root: string;
      /** The number of the question whose answer holds the finding. */
      readonly analysis: number;
      readonly told: Told | null;
      readonly finding: Finding;
    }
  | {
      /** Scenarios played with their admission tests in either place. */
      readonly kind: 'placements';
      readonly id: number;
      readonly root: string;
      /** The number of the question whose answer holds the system. */
      readonly analysis: number;
      readonly told: Told | null;
      readonly scenarios: readonly string[];
    }
  | {
      /** The system with all windows of its frames left to the tool. */
      readonly kind: 'windows';
      readonly id: number;
      readonly root: string;
      /** The number of the question whose answer holds the system. */
      readonly analysis: number;
      readonly told: Told | null;
    };

/** The results for a system. */
export interface Found {
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
}

/** Worker to server. Each question gets one answer. */
export type Reply =
  | { readonly kind: 'ready' }
  | Answer
  | { readonly kind: 'stopped'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly error: Error };

export type Answer =
  /** The difference from the last results; the first time from nothing. */
  | { readonly kind: 'analyzed'; readonly id: number; readonly found: Difference }
  | { readonly kind: 'remedies'; readonly id: number; readonly remedies: readonly Remedy[] }
  /** `null` if the system has been analyzed again since. */
  | {
      readonly kind: 'placements';
      readonly id: number;
      readonly comparisons: readonly PlacementComparison[] | null;
    }
  /** `null` if the system has been analyzed again since. */
  | { readonly kind: 'windows'; readonly id: number; readonly found: Found | null };
