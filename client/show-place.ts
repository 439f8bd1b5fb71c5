import { Selection, TextEditorRevealType, type Uri, ViewColumn, window, workspace } from 'vscode';

interface Position {
  readonly line: number;
  readonly character: number;
}

/** Shows a stretch of a text, selected, in the editor that has it open already or else in the first group. */
export async function showPlace(
  uri: Uri,
  { start, end }: { readonly start: Position; readonly end: Position },
): Promise<void> {
  const open = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const editor = await window.showTextDocument(open?.document ?? (await workspace.openTextDocument(uri)), {
    viewColumn: open?.viewColumn ?? ViewColumn.One,
  });
  editor.selection = new Selection(start.line, start.character, end.line, end.character);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}
