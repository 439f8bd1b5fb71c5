import { describe, expect, it } from 'vitest';
import {
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
} from 'vscode-languageserver-protocol';
import { startInProcess } from '../in-process.ts';
import type { LspClient } from '../lsp-client.ts';

const uri = 'untitled:a.hsched';
const soft =
  'machine m {}\ndomain d on m { vcpu v period 10ms budget 2ms task t period 10ms wcet 5ms soft }\n';
const unknown =
  'machine m { scheduler credit }\ndomain d on m { vcpu v task t period 10ms wcet 5ms }\n';

describe('the severity of findings', () => {
  /** A client that has seen the text checked. */
  async function checked(text: string, settings: object): Promise<LspClient> {
    const { client } = await startInProcess({ settings });
    // The server has its settings once it has answered.
    await client.check();
    await client.open(uri, text);
    await client.check(uri);
    return client;
  }

  const shown = (client: LspClient): readonly unknown[] =>
    client.diagnostics(uri).map(({ code, severity }) => [code, severity]);

  it.each([
    [soft, { soft: 'error' }, [['soft-can-miss', DiagnosticSeverity.Error]]],
    [soft, { soft: 'hint', unknown: 'error' }, [['soft-can-miss', DiagnosticSeverity.Hint]]],
    [soft, { soft: 'off' }, []],
    [soft, { soft: 'loud' }, [['soft-can-miss', DiagnosticSeverity.Warning]]],
    [
      unknown,
      { unknown: 'information' },
      [['credit-no-guarantee', DiagnosticSeverity.Information]],
    ],
    [unknown, { soft: 'off' }, [['credit-no-guarantee', DiagnosticSeverity.Warning]]],
  ])('%# is as the settings say', async (text, severity, expected) =>
    expect(shown(await checked(text, { severity }))).toEqual(expected),
  );

  it('a task that its neighbors let hold is a warning, or a hint where no more is owed', async () => {
    const text =
      'machine m { }\ndomain d on m { vcpu v period 10ms budget 2ms task t period 30ms wcet 5ms }\n';
    for (const [guarantee, severity] of [
      ['interface', DiagnosticSeverity.Warning],
      ['here', DiagnosticSeverity.Hint],
    ] as const)
      expect(shown(await checked(text, { guarantee }))).toEqual([
        ['guest-unschedulable', severity],
      ]);
  });

  it('follows a change of the settings at once', async () => {
    const settings = { severity: { soft: 'error' } };
    const client = await checked(soft, settings);
    expect(shown(client)).toHaveLength(1);
    settings.severity.soft = 'off';
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { hypersched: settings },
    });
    await expect.poll(() => shown(client)).toEqual([]);
  });
});
