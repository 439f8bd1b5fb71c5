import type { TestUsed, VerdictKind } from '../model/analysis.ts';
import type { Doubt } from '../model/reason.ts';

/** The results of a policy's test. */
export interface Findings {
  /** The findings in the order declared. */
  readonly tasks: readonly TaskFinding[];
  /** Whether some task is proven to miss, even if it is not known which. */
  readonly someMisses: boolean;
  /**
   * The window in which demand exceeds supply (for a proven miss a sure one), else the tightest.
   */
  readonly crossing: Crossing | null;
  /** Whether only the tasks' own work is charged, so that refusal is a proof too. */
  readonly exact: boolean;
  /** Whether they rest on the run of aligned releases. */
  readonly aligned?: true;
}

export interface TaskFinding {
  readonly kind: VerdictKind;
  readonly response: number | null;
  readonly responseIsBound: boolean;
  readonly slack: number | null;
  /** The reason if nothing is proven; else `null`. */
  readonly doubt: Doubt | null;
}

/** A task by its index as declared, with the numbers of its window in ns. */
export interface Crossing {
  readonly task: number;
  readonly time: number;
  readonly demand: number;
  readonly supply: number;
  /** The time from the window's start to the task's first release. The default is 0. */
  readonly released?: number;
  /** The start of the window in a run from the start of a frame; absent for a window of any run. */
  readonly from?: number;
}

/** The kind of condition that a verdict rests on. */
export function conditionKind(verdict: VerdictKind, exact: boolean): TestUsed['kind'] {
  if (verdict === 'unknown') return 'sufficient';
  if (exact) return 'exact';
  return verdict === 'schedulable' ? 'sufficient' : 'necessary';
}
