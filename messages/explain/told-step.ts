/** One step of a derivation as it is shown. */
export interface ToldStep {
  readonly title: string;
  /** In the symbols of the field. */
  readonly formula: string;
  /** The same with the numbers at hand, and what comes of it. */
  readonly withNumbers: string;
  /** Where it was published; `null` where it is arithmetic. */
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
