import { type TextDocument, window } from 'vscode';

/**
 * The `.hsched` file that is being edited. While the output has the focus, which counts as an
 * editor, it is the one in view.
 */
export function activeFile(): TextDocument | undefined {
  const active = window.activeTextEditor?.document;
  if (active?.languageId === 'hypersched') return active;
  if (active !== undefined && active.uri.scheme !== 'output') return undefined;
  return window.visibleTextEditors.find(({ document }) => document.languageId === 'hypersched')
    ?.document;
}
