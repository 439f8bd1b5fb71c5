/**
 * The request of one VCPU on the cores: at most `cost` ns of every `period`, done by `deadline`
 * after the period's start. `cost` is the gross budget on the safe side of a test and the net one
 * on the necessary side; `Infinity` if the gross budget is beyond exact numbers.
 */
export interface Load {
  /**
   * The place of its VCPU in the order declared. It breaks ties, wherever the load stands in a
   * list.
   */
  readonly order: number;
  readonly period: number;
  /** The deadline, at most the period. */
  readonly deadline: number;
  readonly cost: number;
  /**
   * The latest time after the period's start at which the cost can be spent, in ns: the deadline,
   * at which the budget lapses, and the switch out after it.
   */
  readonly spentBy: number;
  /** The priority, larger is more urgent. `FP` alone reads it. */
  readonly priority: number;
  /** It precedes every other load whatever their order, and nothing is owed to it. */
  readonly precedes?: true;
}

/** The outcome of a test for one load. */
export interface LoadOutcome {
  /**
   * Whether its budget is shown to come in time; `null` if the test does not judge this load alone.
   */
  readonly accepted: boolean | null;
  /** The worst-case response of its cost, if the test computes one. */
  readonly response: number | null;
  /** The time left before its deadline by the test; negative if it can miss. */
  readonly margin: number | null;
}

/** The outcome of a test for all loads together. */
export interface TestOutcome {
  /** The result; `too-long` means that the test exceeds its steps. */
  readonly result: 'accepted' | 'refused' | 'too-long';
  readonly loads: readonly LoadOutcome[];
  /** A window with more demand than time, if the test is about windows and refuses. */
  readonly overload?: { readonly time: number; readonly demand: number };
}

/**
 * The most that a server that keeps its budget can take of a window of `length` with its deadlines
 * inside, including its switches, in ns.
 */
export function carriedDemand(load: Load, length: number): number {
  return Math.floor(length / load.period) * load.cost + Math.min(load.cost, length % load.period);
}
