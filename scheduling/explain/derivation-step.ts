/** One step of a derivation, for people. */
export interface DerivationStep {
  readonly title: string;
  /** In the symbols of the field. */
  readonly formula: string;
  /** The same with the numbers at hand, and what comes of it. */
  readonly withNumbers: string;
  /** Where it was published; `null` where it is arithmetic. */
  readonly reference: string | null;
}

/** Terms of a sum for people; of many the first, and how many more. */
export function sumText(terms: readonly string[]): string {
  if (terms.length <= MOST_TERMS) return terms.join(' + ');
  const shown = terms.slice(0, MOST_TERMS - 1);
  return `${shown.join(' + ')} + … (${terms.length - shown.length} more)`;
}

const MOST_TERMS = 10;
