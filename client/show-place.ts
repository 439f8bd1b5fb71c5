import {
  Selection,
  type TextEditor,
  TextEditorRevealType,
  type Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';

interface Position {
  readonly line: number;
  readonly character: number;
}

/**
 * Selects a stretch of a text in the editor that has it open, else in the first group.
 * `preserveFocus` leaves the focus where it is.
 */
export async function showPlace(
  uri: Uri,
  { start, end }: { readonly start: Position; readonly end: Position },
  preserveFocus = false,
): Promise<void> {
  const open = shownIn(uri);
  const editor = await window.showTextDocument(
    open?.document ?? (await workspace.openTextDocument(uri)),
    {
      viewColumn: open?.viewColumn ?? ViewColumn.One,
      preserveFocus,
    },
  );
  editor.selection = new Selection(start.line, start.character, end.line, end.character);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The visible editor of a file. */
export function shownIn(uri: Uri): TextEditor | undefined {
  return window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
}
