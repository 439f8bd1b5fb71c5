import { window, workspace } from 'vscode';

/** Opens a text as a new file; nothing is written before a person saves it. */
export async function openNew(content: string): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'hypersched', content });
  await window.showTextDocument(document);
}
