import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CompletionRequest,
  DocumentFormattingRequest,
  HoverRequest,
} from 'vscode-languageserver-protocol';
import { ordinaryFile } from '../support/generated/ordinary-file.ts';
import { Random } from '../support/generated/random.ts';
import { serverBundle } from './bundle.ts';
import { type SpawnedServer, spawnServer } from './lsp-client.ts';
import { positionAt } from './position.ts';

const FILES = 100;

/** Files as people write them, half of them cut off, in the packaged server. */
describe('the server, given generated files', () => {
  let server: SpawnedServer;

  beforeAll(async () => {
    server = await spawnServer(await serverBundle());
  });

  afterAll(async () => {
    expect(server.client.complaints).toEqual([]);
    expect(await server.stop()).toBe(0);
  });

  it('answers whatever it is asked, while the text changes under the analysis', async () => {
    const { client } = server;
    const random = new Random(11);
    for (let seed = 0; seed < FILES; seed++) {
      const uri = `untitled:generated-${seed}.hsched`;
      const whole = ordinaryFile(seed);
      const text = random.chance(0.5) ? whole : whole.slice(0, random.whole(0, whole.length));
      await client.open(uri, text);
      const document = { textDocument: { uri } };
      const at = { ...document, position: positionAt(text, random.whole(0, text.length)) };
      const options = { tabSize: 2, insertSpaces: true };
      const answers = Promise.all([
        client.connection.sendRequest(HoverRequest.type, at),
        client.connection.sendRequest(CompletionRequest.type, at),
        client.connection.sendRequest(DocumentFormattingRequest.type, { ...document, options }),
      ]);
      await client.change(uri, `${text}\n`);
      await answers;
      expect(client.diagnostics(uri).filter(({ code }) => code === 'internal-error')).toEqual([]);
      // Every tenth file is analyzed to its end.
      if (seed % 10 === 0) expect(await client.check(uri)).toHaveLength(1);
      await client.close(uri);
    }
  });
});
