import { type AstNode, type CstNode, CstUtils, type LangiumDocument } from 'langium';
import type { CodeAction, CodeActionKind, Range, TextEdit } from 'vscode-languageserver';

/** A change of the text that a person may ask for: its title, its kind and its edits. */
export interface Refactoring {
  readonly title: string;
  readonly kind: CodeActionKind;
  readonly edits: readonly TextEdit[];
}

export function codeAction(
  { textDocument }: LangiumDocument,
  { title, kind, edits }: Refactoring,
): CodeAction {
  return { title, kind, edit: { changes: { [textDocument.uri]: [...edits] } } };
}

/** Whether the text can be changed by its syntax tree: a broken one is left alone. */
export function isWhole({ parseResult }: LangiumDocument): boolean {
  return parseResult.lexerErrors.length === 0 && parseResult.parserErrors.length === 0;
}

/** The innermost node of a kind around the start of a range; undefined where there is none. */
export function nodeAt<T extends AstNode>(
  { parseResult, textDocument }: LangiumDocument,
  { start }: Range,
  isOfKind: (node: unknown) => node is T,
): T | undefined {
  const root = parseResult.value.$cstNode;
  const offset = textDocument.offsetAt(start);
  const leaf =
    root === undefined
      ? undefined
      : (CstUtils.findLeafNodeAtOffset(root, offset) ??
        CstUtils.findLeafNodeBeforeOffset(root, offset));
  for (let node = leaf?.astNode; node !== undefined; node = node.$container) {
    if (isOfKind(node)) return contains(node.$cstNode, offset) ? node : undefined;
  }
  return undefined;
}

function contains(cst: CstNode | undefined, offset: number): boolean {
  return cst !== undefined && cst.offset <= offset && offset <= cst.end;
}

/** The edit that replaces a stretch of the text. */
export function replaced(
  { textDocument }: LangiumDocument,
  from: number,
  to: number,
  newText: string,
): TextEdit {
  return {
    range: { start: textDocument.positionAt(from), end: textDocument.positionAt(to) },
    newText,
  };
}
