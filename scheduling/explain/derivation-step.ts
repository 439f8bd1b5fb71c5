import type { NoBudget } from '../guest/problem.ts';
import type { TestUsed, Verdict } from '../model/analysis.ts';
import type { Reason } from '../model/reason.ts';

/** One step of a derivation; `messages/explain/` prints it. Times are in ns. */
export type DerivationStep = StepData & {
  /** Which part the step is about, the outermost first; absent: all there is. */
  readonly about?: readonly StepSubject[];
};

export type StepSubject =
  | { readonly kind: 'name'; readonly name: string }
  /** The VCPU of a domain by its place, counted from 1. */
  | { readonly kind: 'number'; readonly number: number };

export type StepData =
  | WordedStep
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly test: TestUsed }
  /** What a VCPU's machine says of it; `margin`: what is left before its deadline, if known. */
  | {
      readonly kind: 'host-verdict';
      readonly core: number | null;
      readonly verdict: Verdict;
      readonly margin: number | null;
    }
  | {
      readonly kind: 'windows-verdict';
      readonly vcpu: string;
      readonly verdict: Verdict;
      readonly margin: number | null;
    }
  | { readonly kind: 'no-bound'; readonly reason: Reason }
  | { readonly kind: 'smallest-budget'; readonly found: FoundBudget };

type FoundBudget =
  | { readonly kind: 'found'; readonly budget: number }
  | { readonly kind: 'none'; readonly reason: NoBudget }
  | { readonly kind: 'unknown'; readonly reason: Reason };

/** A step in words. */
interface WordedStep {
  readonly kind: 'worded';
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
