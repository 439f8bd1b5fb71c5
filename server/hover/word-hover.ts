import { type CstNode, GrammarAST } from 'langium';
import { documentationOfKeyword } from '../../language/editing/documentation.ts';
import { code } from './markdown.ts';

/** The meaning of a word of the language at its place; undefined for anything else. */
export function wordHover(leaf: CstNode): string | undefined {
  if (!GrammarAST.isKeyword(leaf.grammarSource)) return undefined;
  const meaning = documentationOfKeyword(leaf.grammarSource);
  return meaning === undefined ? undefined : `${code(leaf.text)} — ${meaning}`;
}
