import type { Uri } from 'vscode';

/** The last part of an address. */
export function fileNameOf({ path }: Pick<Uri, 'path'>): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
