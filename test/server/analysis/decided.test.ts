import { afterEach, describe, expect, test } from 'vitest';
import { AnalysisFinished } from '../../../server/protocol.ts';
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
  async function codesShown(settings: object): Promise<{
    readonly server: LspClient;
    readonly codes: (ends: number) => Promise<readonly unknown[]>;
  }> {
    const started = await startInProcess({ settings });
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
