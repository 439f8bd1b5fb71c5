import { type QuickPickItem, type Uri, workspace } from 'vscode';

export interface FileItem extends QuickPickItem {
  readonly uri: Uri;
}

/** The files of the workspace that match a pattern, to choose from by their paths. */
export async function fileItems(pattern = '**/*.hsched'): Promise<readonly FileItem[]> {
  const files = await workspace.findFiles(pattern);
  return files
    .map((uri) => ({ label: workspace.asRelativePath(uri), uri }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}
