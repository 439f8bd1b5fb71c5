/** One step of a derivation in words and formulas. */
export interface ToldStep {
  readonly title: string;
  /** The formula in the field's symbols. */
  readonly formula: string;
  /** The formula with its numbers and its result. */
  readonly withNumbers: string;
  /** Its source; `null` for plain arithmetic. */
  readonly reference: string | null;
}

export function toldStep(
  title: string,
  formula: string,
  withNumbers: string,
  reference: string | null = null,
): ToldStep {
  return { title, formula, withNumbers, reference };
}
