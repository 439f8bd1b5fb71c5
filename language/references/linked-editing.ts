import { CstUtils, type LangiumDocument, UriUtils } from 'langium';
import type { LangiumServices } from 'langium/lsp';
import type { LinkedEditingRanges, Position, Range } from 'vscode-languageserver';

/** A name that needs no quotes, also while it is typed. */
const wordPattern = '[A-Za-z_][\\w-]*';

/**
 * The places of a name that change together while one of them is typed: its declaration and its
 * uses. There are none where other files use it, or where a place has quotes, for typing changes
 * one file only and adds no quotes.
 */
export function linkedEditingRanges(
  services: LangiumServices,
  document: LangiumDocument,
  position: Position,
): LinkedEditingRanges | null {
  const root = document.parseResult.value.$cstNode;
  if (root === undefined) return null;
  const offset = document.textDocument.offsetAt(position);
  const { nameRegexp } = services.parser.GrammarConfig;
  const leaf = CstUtils.findDeclarationNodeAtOffset(root, offset, nameRegexp);
  const [target] = leaf === undefined ? [] : services.references.References.findDeclarations(leaf);
  if (target === undefined) return null;
  const places = services.references.References.findReferences(target, {
    includeDeclaration: true,
  }).toArray();
  if (!places.every(({ sourceUri }) => UriUtils.equals(sourceUri, document.uri))) return null;
  const ranges = places.map(({ segment }) => segment.range);
  const isPlain = (range: Range): boolean =>
    new RegExp(`^${wordPattern}$`).test(document.textDocument.getText(range));
  return ranges.length > 1 && ranges.every(isPlain) ? { ranges, wordPattern } : null;
}
