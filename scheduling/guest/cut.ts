/** In some window of length `time` at least `need` has to be supplied. */
interface Point {
  readonly time: number;
  readonly need: number;
}

/** What every sufficient interface does, whatever its period: it serves one of these points. */
export type Cut = readonly Point[];

/** What is known of a smallest budget before it is looked for. */
export interface BudgetBounds {
  /** No less is enough. */
  readonly least?: number;
  /** More is of no use: where more is needed, there is none. */
  readonly most?: number;
  /** How many steps the proof of the budget may take; unless given, as many as the search. */
  readonly proof?: number;
  /** Whether a budget whose proof takes long is left aside at once. */
  readonly briefly?: boolean;
  /**
   * Told each time that something asks for more: `cut` makes what it was, `null` where that is too
   * much to be kept.
   */
  readonly onRaise?: (cut: () => Cut | null) => void;
}
