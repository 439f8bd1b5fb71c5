import { strict as assert } from 'node:assert';
import {
  commands,
  type Diagnostic,
  languages,
  type Position,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';

/** The first answer of an extension host took up to 44 s under load. */
const patience = 60_000;

/** Opens a file of the workspace in an editor. */
export async function open(name: string): Promise<TextDocument> {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  const document = await workspace.openTextDocument(Uri.joinPath(folder.uri, name));
  await window.showTextDocument(document);
  return document;
}

/** An unsaved document of the language. */
export async function untitled(content: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ language: 'hypersched', content });
  await window.showTextDocument(document);
  return document;
}

/** Asks repeatedly until there is an answer, and fails with the last one. */
export async function eventually<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`waited ${patience} ms in vain for: ${what}`);
    await new Promise((later) => setTimeout(later, 50));
  }
}

/** Waits until the diagnostics of a document are as wanted. */
export async function diagnosticsOf(
  document: TextDocument,
  what: string,
  wanted: (diagnostics: readonly Diagnostic[]) => boolean,
): Promise<readonly Diagnostic[]> {
  return await eventually(`${what} in ${document.uri.path}`, () => {
    const found = languages.getDiagnostics(document.uri);
    return wanted(found) ? found : undefined;
  });
}

/** Replaces the first occurrence of a text in the editor, without saving. */
export async function replace(
  document: TextDocument,
  before: string,
  after: string,
): Promise<void> {
  const start = document.getText().indexOf(before);
  assert.notEqual(start, -1, `${before} is in the document`);
  const edit = new WorkspaceEdit();
  edit.replace(
    document.uri,
    new Range(document.positionAt(start), document.positionAt(start + before.length)),
    after,
  );
  assert.ok(await workspace.applyEdit(edit));
}

/** The place just after the first occurrence of a text. */
export function placeAfter(document: TextDocument, text: string): Position {
  const start = document.getText().indexOf(text);
  assert.notEqual(start, -1, `${text} is in the document`);
  return document.positionAt(start + text.length);
}

/** Closes all editors and discards unsaved changes. */
export async function closeAll(): Promise<void> {
  while (window.activeTextEditor !== undefined) {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}
