import { afterEach, describe, expect, test } from 'vitest';
import {
  CodeActionRequest,
  DidChangeConfigurationNotification,
} from 'vscode-languageserver-protocol/node';
import { AnalysisFinished, type SearchedLonger, SearchLonger } from '../../../server/protocol.ts';
import { serverBundle } from '../bundle.ts';
import { startInProcess } from '../in-process.ts';
import { type LspClient, type SpawnedServer, spawnServer } from '../lsp-client.ts';

const uri = 'untitled:a.hsched';
const text = (budget: string) =>
  `machine m { cores 2 scheduler RTDS }
domain a on m { vcpu v period 10ms budget ${budget} }
domain b on m { vcpu v period 12ms budget 6ms }
domain c on m { vcpu v period 9ms budget 5ms }
`;

/** A machine that no search has decided, for its times are too fine. */
const open = `machine m { cores 2 scheduler EDF global servers periodic }
domain a on m { vcpu v period 7003us budget 4001us }
domain b on m { vcpu v period 11003us budget 6007us }
domain c on m { vcpu v period 9001us budget 4003us }
domain d on m { vcpu v period 13007us budget 1ms }
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
    await codes(before + 1);
    await server.change(uri, `\n${text('5ms')}`);
    expect((await codes(before + 2)).slice(before)).toEqual(['not-proven', 'not-proven']);
  });

  test('is searched again without an edit as soon as there is more patience', async () => {
    const { server, codes } = await codesShown({ analysis: { patience: 0 } });
    const patient = (patience: number) =>
      server.connection.sendNotification(DidChangeConfigurationNotification.type, {
        settings: { hypersched: { analysis: { patience } } },
      });
    await server.open(uri, text('4ms'));
    await server.check(uri);
    await server.change(uri, text('5ms'));
    await server.check(uri);
    let seen = (await codes(1)).length;
    expect(server.diagnostics(uri)[0]?.code).toBe('not-proven');
    // Too little for a verdict: how far the search came is told.
    await patient(0.000001);
    await codes(++seen);
    expect(server.diagnostics(uri)[0]?.message).toContain('with a patience of 1 µs');
    await patient(2);
    expect((await codes(++seen)).at(-1)).toBe('machine-unschedulable');
    // With less nothing decided is lost, and nothing is searched.
    await patient(0.000001);
    await server.check(uri);
    expect(server.diagnostics(uri)[0]?.code).toBe('machine-unschedulable');
    await server.change(uri, `\n${text('5ms')}`);
    await server.check(uri);
    expect(server.diagnostics(uri)[0]?.code).toBe('machine-unschedulable');
    expect((await codes(seen + 1)).slice(seen)).toEqual(['machine-unschedulable']);
  });
});

describe('a search that a worker is at', () => {
  let server: SpawnedServer | undefined;
  afterEach(async () => {
    expect(await server?.stop()).toBe(0);
  });

  test('ends for one with another patience', async () => {
    const settings = { analysis: { patience: 3_600 } };
    server = await spawnServer(await serverBundle(), { settings });
    const { client } = server;
    await client.open(uri, open);
    await client.check(uri);
    settings.analysis.patience = 0.000001;
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { hypersched: settings },
    });
    await expect
      .poll(() => client.diagnostics(uri)[0]?.message)
      .toContain('with a patience of 1 µs');
  });
});
