import { elementState } from '../../scheduling/facts/element-state.ts';
import { factsOf } from '../../scheduling/facts/facts.ts';
import type { Analysis, VerdictKind } from '../../scheduling/model/analysis.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import { elementNames, namedSo } from '../elements/element-names.ts';
import { nearNames } from '../elements/near-names.ts';
import { type Expectable, type Expectation, expectable, isExpectable } from './expectation.ts';

/** A file with what was found of it. */
export interface Found {
  readonly verdict: VerdictKind | 'invalid';
  readonly model: SystemModel;
  readonly analysis: Analysis;
}

/** Whether an expectation holds, and why not. */
type Judgment =
  | { readonly kind: 'met' }
  | { readonly kind: 'other'; readonly name: string; readonly found: Expectable }
  | { readonly kind: 'not-analyzed'; readonly name: string }
  | { readonly kind: 'no-verdict'; readonly word: string; readonly words: readonly string[] }
  | { readonly kind: 'no-element'; readonly name: string; readonly near: readonly string[] };

export interface Judged {
  readonly expectation: Expectation;
  readonly judgment: Judgment;
}

/** Holds expectations against what was found. */
export function judge(expectations: readonly Expectation[], found: Found): readonly Judged[] {
  const names = elementNames(found.model);
  const facts = factsOf(found.analysis);
  return expectations.map((expectation) => ({ expectation, judgment: judgmentOf(expectation) }));

  function judgmentOf({ verdict, name }: Expectation): Judgment {
    if (!isExpectable(verdict)) {
      return { kind: 'no-verdict', word: verdict, words: Object.keys(expectable) };
    }
    if (name === '') return verdictOn('', verdict, found.verdict);
    // A name that stands for several elements means any of them.
    const [first, ...others] = namedSo(names, name).map(({ element }) =>
      verdictOn(name, verdict, elementState(facts, element)),
    );
    if (first === undefined) {
      const all = names.map((each) => each.name);
      return { kind: 'no-element', name, near: nearNames(all, name) };
    }
    return others.find(({ kind }) => kind === 'met') ?? first;
  }
}

function verdictOn(name: string, expected: Expectable, found: Expectable | null): Judgment {
  if (found === null) return { kind: 'not-analyzed', name };
  return found === expected ? { kind: 'met' } : { kind: 'other', name, found };
}
