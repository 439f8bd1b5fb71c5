import { CstUtils, type LangiumDocument } from 'langium';
import { CodeActionKind, type Range } from 'vscode-languageserver';
import { readDuration } from '../../../language/syntax/values.ts';
import { write } from '../../../messages/editor/actions.ts';
import { durationIn, durationUnits } from '../../../messages/text/duration.ts';
import { isWhole, type Refactoring, replaced } from './refactoring.ts';

/** A longer text would be harder to read than the one written. */
const longest = 12;

/** Writes the duration at the cursor in another unit, exactly. */
export function convertUnits(
  document: LangiumDocument,
  { start, end }: Range,
): readonly Refactoring[] {
  const root = document.parseResult.value.$cstNode;
  if (root === undefined || !isWhole(document)) return [];
  const offset = document.textDocument.offsetAt(start);
  const leaf =
    CstUtils.findLeafNodeAtOffset(root, offset) ?? CstUtils.findLeafNodeBeforeOffset(root, offset);
  if (leaf === undefined || leaf.end < document.textDocument.offsetAt(end)) return [];
  const read = readDuration(leaf.text);
  if (!('value' in read)) return [];
  const unit = /[a-zµμ]+$/.exec(leaf.text)?.[0];
  return durationUnits
    .filter((other) => other !== unit)
    .map((other) => durationIn(read.value, other))
    .filter((text) => text.length <= longest)
    .map((text) => ({
      title: write(text),
      kind: CodeActionKind.RefactorRewrite,
      edits: [replaced(document, leaf.offset, leaf.end, text)],
    }));
}
