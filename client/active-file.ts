import { type TextDocument, window } from 'vscode';

/**
 * The `.hsched` file of the active editor. The output view counts as an editor: while it has the
 * focus, a visible `.hsched` file stands in.
 */
export function activeFile(): TextDocument | undefined {
  const active = window.activeTextEditor?.document;
  if (active?.languageId === 'hypersched') return active;
  if (active !== undefined && active.uri.scheme !== 'output') return undefined;
  return window.visibleTextEditors.find(({ document }) => document.languageId === 'hypersched')
    ?.document;
}
