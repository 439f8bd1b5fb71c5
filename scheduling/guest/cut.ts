/** A window of length `time`, in ns, in which at least `need` has to be supplied. */
interface Point {
  readonly time: number;
  readonly need: number;
}

/** A necessary condition for an interface, whatever its period: it serves one of these points. */
export type Cut = readonly Point[];

/** Known bounds of a smallest budget before the search. Times are in ns. */
export interface BudgetBounds {
  /** A lower bound of the result. */
  readonly least?: number;
  /** An upper bound of useful budgets. If more is needed, the result is that there is none. */
  readonly most?: number;
  /**
   * The number of steps that the proof of the budget may take. The default is that of the search.
   */
  readonly proof?: number;
  /** Whether to leave a budget aside at once if its proof takes long. */
  readonly briefly?: boolean;
  /**
   * A callback for each raise of the budget. `cut` computes the condition that caused it, or `null`
   * if the condition is too large to keep.
   */
  readonly onRaise?: (cut: () => Cut | null) => void;
}
