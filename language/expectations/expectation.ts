import { CstUtils, type LangiumDocument } from 'langium';
import type { Range } from 'vscode-languageserver-types';
import type { ElementState } from '../../scheduling/facts/element-state.ts';

/** The words for the verdict that an expectation names. `invalid`: the file's text has errors. */
export const expectable = {
  schedulable: true,
  unschedulable: true,
  unknown: true,
  soft: true,
  admitted: true,
  refused: true,
  invalid: true,
} as const satisfies Record<ElementState | 'invalid', true>;

export type Expectable = keyof typeof expectable;

/**
 * A comment `// expect: unschedulable guest1`. Without a name it speaks of the file. The verdict is
 * as written, and may be no verdict.
 */
export interface Expectation {
  readonly range: Range;
  /** The text behind `expect:`. */
  readonly text: string;
  readonly verdict: string;
  /** The name of an element, as `hypersched explain` takes it; empty for the file. */
  readonly name: string;
}

const comment = /^\/\/\s*expect:\s*(\S*)\s*(.*?)\s*$/;

/** The expectations of a document, in the order written. */
export function expectationsOf(document: LangiumDocument): readonly Expectation[] {
  const root = document.parseResult.value.$cstNode;
  if (root === undefined) return [];
  return CstUtils.flattenCst(root)
    .filter(({ hidden }) => hidden)
    .flatMap(({ text, range }): Expectation[] => {
      const [, verdict, name] = comment.exec(text) ?? [];
      if (verdict === undefined || name === undefined) return [];
      return [{ range, text: `${verdict} ${name}`.trim(), verdict, name }];
    })
    .toArray();
}

export function isExpectable(word: string): word is Expectable {
  return Object.hasOwn(expectable, word);
}
