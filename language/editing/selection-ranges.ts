import { type CstNode, CstUtils, type LangiumDocument } from 'langium';
import type { Position, Range, SelectionRange } from 'vscode-languageserver';
import { attributeRange } from '../places.ts';

/**
 * The ranges of a growing selection, from a position outwards: word, attribute, member, the text
 * between the braces, declaration, file.
 */
export function selectionRange(document: LangiumDocument, position: Position): SelectionRange {
  const { textDocument, parseResult } = document;
  const text = textDocument.getText();
  const root = parseResult.value.$cstNode;
  const offset = textDocument.offsetAt(position);
  let found: SelectionRange = {
    range: { start: textDocument.positionAt(0), end: textDocument.positionAt(text.length) },
  };
  if (root === undefined) return found;
  const leaf =
    CstUtils.findLeafNodeAtOffset(root, offset) ?? CstUtils.findLeafNodeAtOffset(root, offset - 1);
  for (const range of leaf === undefined ? [] : rangesAround(leaf, offset).toReversed()) {
    if (contains(found.range, range)) found = { range, parent: found };
  }
  return found;
}

/** The syntax nodes from the leaf up to the file. */
function rangesAround(leaf: CstNode, offset: number): Range[] {
  const ranges = [leaf.range];
  for (let node: CstNode = leaf; node.container !== undefined; node = node.container) {
    ranges.push(attributeRange(node));
    const block = blockAround(node.container.content, offset);
    if (block !== undefined) ranges.push(block);
    ranges.push(node.container.range);
  }
  return ranges;
}

/** The text between the braces around an offset. */
function blockAround(siblings: readonly CstNode[], offset: number): Range | undefined {
  const open = siblings.findLast(({ text, end }) => text === '{' && end <= offset);
  const close = siblings.find(({ text, offset: start }) => text === '}' && start >= offset);
  if (open === undefined || close === undefined) return undefined;
  return { start: open.range.end, end: close.range.start };
}

function contains(outer: Range, inner: Range): boolean {
  const before = (a: Position, b: Position): boolean =>
    a.line < b.line || (a.line === b.line && a.character <= b.character);
  const same = JSON.stringify(outer) === JSON.stringify(inner);
  return !same && before(outer.start, inner.start) && before(inner.end, outer.end);
}
