import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ErrorCodes, InlayHintRequest } from 'vscode-languageserver-protocol';
import { startInProcess } from './in-process.ts';
import type { LspClient } from './lsp-client.ts';

const uri = 'untitled:a.hsched';
const text = 'machine m {}\ndomain d on m { vcpu v task t period 10ms wcet 1ms }\n';
const whole = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };

/** Each request of the project's own protocol with invalid parameters. */
const wrong: readonly (readonly [string, unknown])[] = [
  ['hypersched/check', { uri: 7 }],
  ['hypersched/system', {}],
  ['hypersched/system', { uri: null }],
  ['hypersched/editAttributes', { uri }],
  [
    'hypersched/editAttributes',
    { uri, changes: [{ element: 'v', attribute: 'period', value: 1 }] },
  ],
  [
    'hypersched/editAttributes',
    {
      uri,
      changes: [
        { element: { kind: 'vcpu', domain: 'd', vcpu: 'v' }, attribute: 'period', value: 0.5 },
      ],
    },
  ],
  ['hypersched/verdictTrees', { uri: {} }],
  ['hypersched/describeElement', { uri, element: { kind: 'pool', pool: 'p' } }],
];

describe('a client that says what has no meaning', () => {
  let client: LspClient;

  afterEach(() => {
    expect(client.complaints).toEqual([]);
    client.dispose();
  });

  describe('in a request', () => {
    beforeEach(async () => {
      ({ client } = await startInProcess());
      await client.open(uri, text);
    });

    it.each(wrong)('is told what is wrong: %s %j', async (method, params) => {
      await expect(client.connection.sendRequest(method, params)).rejects.toMatchObject({
        code: ErrorCodes.InvalidParams,
        message: expect.stringContaining(method),
      });
      expect(await client.check(uri)).toHaveLength(1);
    });
  });

  it('is served all the same, with settings and options of other types', async () => {
    ({ client } = await startInProcess({
      commands: 'all' as unknown as string[],
      settings: { inlayHints: { chosen: 'yes', responses: 1, utilization: true } },
    }));
    await client.open(uri, text);
    await client.check(uri);
    const hints = await client.connection.sendRequest(InlayHintRequest.type, {
      textDocument: { uri },
      range: whole,
    });
    const labels = (hints ?? []).map(({ label }) => String(label));
    expect(labels.some((label) => label.includes('budget'))).toBe(true);
    expect(labels.some((label) => label.endsWith('%'))).toBe(true);
    expect(labels.some((label) => label.startsWith('responds'))).toBe(false);
  });
});
