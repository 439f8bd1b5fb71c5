import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DescribeElement, VerdictTrees } from '../../../server/protocol.ts';
import { startInProcess } from '../in-process.ts';
import type { LspClient } from '../lsp-client.ts';

const board = 'memory:/board.hsched';
const guest = 'memory:/guest.hsched';
const other = 'memory:/other.hsched';

describe('a client that shows verdicts', () => {
  let client: LspClient;

  beforeAll(async () => {
    ({ client } = await startInProcess());
  });
  afterAll(() => client.dispose());

  const trees = (uri?: string) =>
    client.connection.sendRequest(VerdictTrees.type, uri === undefined ? {} : { uri });

  test('is told of none of a file that nobody knows', async () => {
    expect(await trees(board)).toEqual([]);
  });

  test('is told of every system of a file, with the places in all of its files', async () => {
    await client.open(board, 'machine m { cores 1 }\n');
    await client.open(
      guest,
      'import "board.hsched"\ndomain g on m { vcpu v0 period 10ms budget 1ms task t period 20ms wcet 9ms }\n',
    );
    await client.open(
      other,
      'machine n { cores 1 }\ndomain o on n { task t period 20ms wcet 1ms }\n',
    );
    await client.check();
    const [tree, ...more] = await trees(board);
    expect(more).toEqual([]);
    expect([tree?.uri, tree?.verdict]).toEqual([guest, 'unschedulable']);
    const [machine] = tree?.nodes ?? [];
    expect(machine?.place?.uri).toBe(board);
    expect(machine?.children[0]?.children[0]?.place?.uri).toBe(guest);
  });

  test('is told of all systems if it names no file', async () => {
    expect((await trees()).map(({ uri, verdict }) => [uri, verdict])).toEqual([
      [guest, 'unschedulable'],
      [other, 'schedulable'],
    ]);
  });

  test('is told all there is to say of an element', async () => {
    const element = { kind: 'task', domain: 'g', task: 't' } as const;
    const text = await client.connection.sendRequest(DescribeElement.type, { uri: guest, element });
    expect(text).toContain('unschedulable');
    expect(
      await client.connection.sendRequest(DescribeElement.type, { uri: other, element }),
    ).toBeNull();
  });
});
