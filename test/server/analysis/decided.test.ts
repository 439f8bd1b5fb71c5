import { afterEach, describe, expect, test } from 'vitest';
import { CodeActionRequest } from 'vscode-languageserver-protocol/node';
import { AnalysisFinished, type SearchedLonger, SearchLonger } from '../../../server/protocol.ts';
import { startInProcess } from '../in-process.ts';
import type { LspClient } from '../lsp-client.ts';

const uri = 'untitled:a.hsched';
const text = (budget: string) =>
  `machine m { cores 2 scheduler RTDS }
domain a on m { vcpu v period 10ms budget ${budget} }
domain b on m { vcpu v period 12ms budget 6ms }
domain c on m { vcpu v period 9ms budget 5ms }
`;

describe('a machine that is not decided at once', () => {
  let client: LspClient | undefined;
  afterEach(() => client?.dispose());

  /** The codes of the diagnostics after each end of an analysis. */
  async function codesShown(
    settings: object,
    commands: readonly string[] = [],
  ): Promise<{
    readonly server: LspClient;
    readonly codes: (ends: number) => Promise<readonly unknown[]>;
  }> {
    const started = await startInProcess({ settings, commands });
    const server = started.client;
    client = server;
    const codes: unknown[] = [];
    let changed = () => {};
    server.connection.onNotification(AnalysisFinished.type, () => {
      codes.push(server.diagnostics(uri).map(({ code }) => code)[0]);
      changed();
    });
    return {
      server,
      codes: async (ends) => {
        while (codes.length < ends)
          await new Promise<void>((resolve) => {
            changed = resolve;
          });
        return codes;
      },
    };
  }

  test('has its first verdict at once and the decided one when it is there', async () => {
    const { server, codes } = await codesShown({});
    await server.open(uri, text('5ms'));
    expect(await codes(2)).toEqual(['not-proven', 'machine-unschedulable']);
    // A search for the same machine is remembered.
    await server.change(uri, `// ${text('5ms')}`.replace('// ', '//\n'));
    expect((await codes(3))[2]).toBe('machine-unschedulable');
  });

  test('is searched for longer where its patience was spent, until it is decided', async () => {
    const { server, codes } = await codesShown({ analysis: { patience: 0.000001 } }, [
      'hypersched.searchLonger',
    ]);
    await server.open(uri, text('4ms'));
    await server.check(uri);
    const before = (await codes(1)).length;
    await server.change(uri, text('5ms'));
    await codes(before + 2);
    const [shown] = server.diagnostics(uri);
    expect(shown?.message).toContain('more patience may decide it');
    const actions = await server.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: shown?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: shown === undefined ? [] : [shown] },
    });
    expect(actions?.map(({ title }) => title)).toContain('Search longer, with a patience of 10 µs');
    const answers: SearchedLonger[] = [];
    do answers.push(await server.connection.sendRequest(SearchLonger.type, { uri }));
    while (answers.at(-1)?.kind === 'open' && answers.length < 7);
    expect(answers[0]).toEqual({
      kind: 'open',
      message: 'Nothing was found with a patience of 10 µs.',
    });
    expect(answers.at(-1)).toEqual({
      kind: 'decided',
      message: 'The longer search has ended for 1 machine; see its verdict.',
    });
    expect(server.diagnostics(uri)[0]?.code).toBe('machine-unschedulable');
    // The verdict of a longer search is remembered although the setting allows less.
    await server.change(uri, `\n${text('5ms')}`);
    await server.check(uri);
    expect(server.diagnostics(uri)[0]?.code).toBe('machine-unschedulable');
    expect(await server.connection.sendRequest(SearchLonger.type, { uri })).toMatchObject({
      kind: 'nothing',
    });
  });

  test('stays unknown without patience', async () => {
    const { server, codes } = await codesShown({ analysis: { patience: 0 } });
    await server.open(uri, text('4ms'));
    await server.check(uri);
    // The settings have come by now.
    const before = (await codes(1)).length;
    await server.change(uri, text('5ms'));
    expect((await codes(before + 2)).slice(before)).toEqual(['not-proven', 'not-proven']);
  });
});
