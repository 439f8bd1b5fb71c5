import * as v from 'valibot';
import { Disposable, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { ClientFile, type FileKind } from '../server/protocol.ts';
import { fileParamsSchema } from '../server/protocol-schemas.ts';

/**
 * Reads files for the server that only the editor can read: in a browser, or of a remote workspace.
 */
export function serveFiles(client: BaseLanguageClient): Disposable {
  return Disposable.from(
    client.onRequest(ClientFile.kind, (params) =>
      orNull(async () => kindOf((await workspace.fs.stat(uriIn(params))).type)),
    ),
    client.onRequest(ClientFile.read, (params) =>
      orNull(async () => new TextDecoder().decode(await workspace.fs.readFile(uriIn(params)))),
    ),
    client.onRequest(ClientFile.list, (params) =>
      orNull(async () =>
        (await workspace.fs.readDirectory(uriIn(params))).map(([name, type]) => ({
          name,
          kind: kindOf(type),
        })),
      ),
    ),
  );
}

function uriIn(params: unknown): Uri {
  return Uri.parse(v.parse(fileParamsSchema, params).uri);
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
