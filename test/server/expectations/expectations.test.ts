import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Expectations } from '../../../server/protocol.ts';
import { serverBundle } from '../bundle.ts';
import { type LspClient, type SpawnedServer, spawnServer } from '../lsp-client.ts';

const guest = 'domain d on m { vcpu v period 10ms budget 5ms task t period 50ms wcet 5ms }\n';

/** The bundled server over standard input and output, as in an editor. */
describe('the bundled server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hypersched-'));
  const address = (name: string): string => pathToFileURL(join(folder, name)).href;
  let server: SpawnedServer;
  let client: LspClient;

  beforeAll(async () => {
    writeFileSync(join(folder, 'board.hsched'), '// expect: schedulable m\nmachine m {}\n');
    writeFileSync(
      join(folder, 'guest.hsched'),
      `import "board.hsched"\n${guest}// expect: unschedulable d\n// expect: schedulable d.t\n`,
    );
    writeFileSync(join(folder, 'other.hsched'), 'machine other {}\n');
    server = await spawnServer(await serverBundle(), { folder: pathToFileURL(folder).href });
    client = server.client;
  });

  afterAll(async () => {
    expect(client.complaints).toEqual([]);
    expect(await server.stop()).toBe(0);
    rmSync(folder, { recursive: true });
  });

  const expectations = (uri?: string) =>
    client.connection.sendRequest(Expectations.type, uri === undefined ? {} : { uri });

  it('finds the expectations of a workspace and says which hold', async () => {
    const found = await expectations();
    expect(found.map(({ uri }) => uri).toSorted()).toEqual(
      ['board.hsched', 'guest.hsched'].map(address),
    );
    const own = found.find(({ uri }) => uri === address('guest.hsched'))?.expectations;
    expect(own).toEqual([
      {
        range: { start: { line: 2, character: 0 }, end: { line: 2, character: 26 } },
        text: 'unschedulable d',
        unmet: 'd is schedulable, not unschedulable as expected.',
      },
      {
        range: { start: { line: 3, character: 0 }, end: { line: 3, character: 26 } },
        text: 'schedulable d.t',
        unmet: null,
      },
    ]);
  });

  it('answers by the text as it stands, once that has been analyzed', async () => {
    const uri = address('guest.hsched');
    await client.open(uri, `import "board.hsched"\n${guest}// expect: unschedulable d\n`);
    const worse = guest.replace('wcet 5ms', 'wcet 49ms');
    await client.change(uri, `import "board.hsched"\n${worse}// expect: unschedulable d\n`);
    const [file] = await expectations(uri);
    expect(file?.expectations.map(({ unmet }) => unmet)).toEqual([null]);
  });

  it('knows nothing of a file that is not there', async () => {
    expect(await expectations(address('gone.hsched'))).toEqual([]);
  });
});
