import { PassThrough } from 'node:stream';
import { NodeFileSystem } from 'langium/node';
import { afterEach, describe, expect, it } from 'vitest';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { ClientFile } from '../../../server/protocol.ts';
import { startServer } from '../../../server/start.ts';
import { filesOf } from '../../../server/workspace/client-files.ts';
import { unhurried } from '../in-process.ts';
import { LspClient } from '../lsp-client.ts';

const folder = 'vscode-vfs://github/someone/boards';
const guest = 'domain d on board { task t period 10ms wcet 1ms }\n';

/** A workspace that only the editor can read: its files by their names. */
async function clientWith(files: Readonly<Record<string, string>> | null): Promise<LspClient> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  startServer(connection, filesOf(NodeFileSystem.fileSystemProvider(), connection), unhurried);
  const client = new LspClient(
    createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer)),
  );
  if (files !== null) {
    const nameOf = (uri: string) => uri.slice(folder.length + 1);
    client.connection.onRequest(ClientFile.read, ({ uri }) => files[nameOf(uri)] ?? null);
    client.connection.onRequest(ClientFile.kind, ({ uri }) =>
      nameOf(uri) in files ? 'file' : null,
    );
    client.connection.onRequest(ClientFile.list, ({ uri }) =>
      uri === folder ? Object.keys(files).map((name) => ({ name, kind: 'file' })) : null,
    );
  }
  return client.start({ folder });
}

describe('files that only the editor can read', () => {
  let client: LspClient | undefined;

  afterEach(() => {
    expect(client?.complaints).toEqual([]);
    client?.dispose();
  });

  it('are found in the folder, imported, and checked', async () => {
    client = await clientWith({
      'board.hsched': 'machine board {}\n',
      'guest.hsched': `import "board.hsched"\n${guest}`,
      'README.md': 'no hypersched file',
    });
    expect((await client.check()).map(({ uri, verdict }) => [uri, verdict])).toEqual([
      [`${folder}/board.hsched`, 'schedulable'],
      [`${folder}/guest.hsched`, 'schedulable'],
    ]);
  });

  it('that are missing are said to be', async () => {
    client = await clientWith({ 'guest.hsched': `import "board.hsched"\n${guest}` });
    await client.check();
    const codes = client.diagnostics(`${folder}/guest.hsched`).map(({ code }) => code);
    expect(codes).toContain('import/not-found');
  });

  it('are none to a client that does not answer', async () => {
    client = await clientWith(null);
    expect(await client.check()).toEqual([]);
    const uri = `${folder}/open.hsched`;
    await client.open(uri, `machine board {}\n${guest}`);
    expect(await client.check(uri)).toMatchObject([{ verdict: 'schedulable' }]);
  });
});
