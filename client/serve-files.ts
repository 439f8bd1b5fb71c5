import { Disposable, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { ClientFile, type FileKind } from '../server/protocol.ts';

/**
 * Reads files for the server that only the editor can read: in a browser, or of a remote workspace.
 */
export function serveFiles(client: BaseLanguageClient): Disposable {
  return Disposable.from(
    client.onRequest(ClientFile.kind, ({ uri }) =>
      orNull(async () => kindOf((await workspace.fs.stat(Uri.parse(uri))).type)),
    ),
    client.onRequest(ClientFile.read, ({ uri }) =>
      orNull(async () => new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri)))),
    ),
    client.onRequest(ClientFile.list, ({ uri }) =>
      orNull(async () =>
        (await workspace.fs.readDirectory(Uri.parse(uri))).map(([name, type]) => ({
          name,
          kind: kindOf(type),
        })),
      ),
    ),
  );
}

/** A link counts as its target. */
function kindOf(type: FileType): FileKind {
  return (type & FileType.Directory) === 0 ? 'file' : 'folder';
}

async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch {
    return null;
  }
}
