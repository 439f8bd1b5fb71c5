import type { TestUsed, VerdictKind } from '../model/analysis.ts';
import type { Doubt } from '../model/reason.ts';

/** What a policy's test finds. */
export interface Findings {
  /** In the order declared. */
  readonly tasks: readonly TaskFinding[];
  /** Whether it is proven that some task can miss, even where not which. */
  readonly someMisses: boolean;
  /** Where demand passes supply (of a proven miss where it is sure), or comes closest. */
  readonly crossing: Crossing | null;
  /** Whether nothing comes on top of the tasks' own work, so that refusal proves too. */
  readonly exact: boolean;
}

export interface TaskFinding {
  readonly kind: VerdictKind;
  readonly response: number | null;
  readonly responseIsBound: boolean;
  readonly slack: number | null;
  /** Why nothing is proven; `null` elsewhere. */
  readonly doubt: Doubt | null;
}

/** A task as declared, by its index, and the numbers of its window. */
export interface Crossing {
  readonly task: number;
  readonly time: number;
  readonly demand: number;
  readonly supply: number;
  /** How long after the window begins the task is first released; absent: with it. */
  readonly released?: number;
}

/** The kind of condition that a verdict rests on. */
export function conditionKind(verdict: VerdictKind, exact: boolean): TestUsed['kind'] {
  if (verdict === 'unknown') return 'sufficient';
  if (exact) return 'exact';
  return verdict === 'schedulable' ? 'sufficient' : 'necessary';
}
