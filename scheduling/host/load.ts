/**
 * What one VCPU asks of the cores: at most `cost` ns of every `period`, done by `deadline` after
 * the period's begin. `cost` is the gross budget on the safe side of a test and the net one on its
 * necessary side; `Infinity` where the gross budget is beyond exact numbers.
 */
export interface Load {
  /** Place of its VCPU among those declared: it breaks ties, wherever the load stands in a list. */
  readonly order: number;
  readonly period: number;
  /** At most the period. */
  readonly deadline: number;
  readonly cost: number;
  /** Larger is more urgent; read under `FP` only. */
  readonly priority: number;
}

/** What a test says of one load. */
export interface LoadOutcome {
  /**
   * Whether its budget is shown to come in time; `null` where the test says nothing of this load
   * alone.
   */
  readonly accepted: boolean | null;
  /** Worst-case response of its cost, where the test computes one. */
  readonly response: number | null;
  /** Time left before its deadline by the test; negative where it can miss. */
  readonly margin: number | null;
}

/** What a test says of all loads together. */
export interface TestOutcome {
  /** `too-long`: the test would have needed more steps than it is given. */
  readonly result: 'accepted' | 'refused' | 'too-long';
  readonly loads: readonly LoadOutcome[];
  /**
   * A window in which more is asked for than there is, where the test is about windows and refuses.
   */
  readonly overload?: { readonly time: number; readonly demand: number };
}

/**
 * The most a server that keeps its budget can take of a window of `length` with its deadlines
 * inside, cost and all.
 */
export function carriedDemand(load: Load, length: number): number {
  return Math.floor(length / load.period) * load.cost + Math.min(load.cost, length % load.period);
}
