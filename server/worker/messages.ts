import type { Finding } from '../../scheduling/findings/finding.ts';
import type { Remedy } from '../../scheduling/findings/remedies.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import type { CompletedModel } from '../../scheduling/model/completed.ts';
import type { Difference } from './difference.ts';

/**
 * What the server and its worker say to each other. The worker answers one question at a time, in
 * the order asked; both keep the system last sent for each root, and only differences are sent.
 */

/** Server to worker. */
export type Request =
  /** The first message; `stop` holds the number of the last question that is to be stopped. */
  | { readonly kind: 'begin'; readonly stop: SharedArrayBuffer | null }
  | Question
  /** Nobody wants the answer to this question any more. */
  | { readonly kind: 'stop'; readonly id: number }
  /** There is no system with this root any more. */
  | { readonly kind: 'forget'; readonly root: string };

export type Question =
  | {
      readonly kind: 'analyze';
      readonly id: number;
      readonly root: string;
      /** From the model that was sent last; from nothing the first time. */
      readonly model: Difference;
      /** What was chosen by a worker before this one, where there was one. */
      readonly previous: CompletedModel | null;
    }
  | {
      readonly kind: 'remedies';
      readonly id: number;
      readonly root: string;
      /** The number of the question whose answer holds the finding. */
      readonly analysis: number;
      readonly finding: Finding;
    };

/** What is found of a system. */
export interface Found {
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
}

/** Worker to server; each question gets one answer. */
export type Reply =
  | { readonly kind: 'ready' }
  | Answer
  | { readonly kind: 'stopped'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly error: Error };

export type Answer =
  /** From what was found last; from nothing the first time. */
  | { readonly kind: 'analyzed'; readonly id: number; readonly found: Difference }
  | { readonly kind: 'remedies'; readonly id: number; readonly remedies: readonly Remedy[] };
