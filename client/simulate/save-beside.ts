import { Uri, window, workspace } from 'vscode';
import { chooseAnotherPlace, notSaved } from '../../messages/client/panel.ts';

/**
 * Writes what a page made to a place that the person chooses, by default beside the page's file.
 * The result is the path, or `null` where the person gives up.
 */
export async function savedBeside(
  file: Uri,
  name: string,
  content: string | ArrayBuffer,
): Promise<string | null> {
  const bytes =
    typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  for (;;) {
    const target = await window.showSaveDialog({ defaultUri: Uri.joinPath(file, '..', name) });
    if (target === undefined) return null;
    const path = workspace.asRelativePath(target);
    try {
      await workspace.fs.writeFile(target, bytes);
      return path;
    } catch (error) {
      const said = notSaved({ path, reason: reasonOf(error) });
      const again = chooseAnotherPlace();
      if ((await window.showErrorMessage(said, again)) !== again) return null;
    }
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
