import { afterEach, describe, expect, it } from 'vitest';
import {
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
} from 'vscode-languageserver-protocol';
import { serverBundle } from '../bundle.ts';
import { type SpawnedServer, spawnServer } from '../lsp-client.ts';

const uri = 'untitled:a.hsched';
const soft =
  'machine m {}\ndomain d on m { vcpu v period 10ms budget 2ms task t period 10ms wcet 5ms soft }\n';
const unknown =
  'machine m { scheduler credit }\ndomain d on m { vcpu v task t period 10ms wcet 5ms }\n';

describe('the severity of findings', () => {
  let server: SpawnedServer | undefined;
  afterEach(async () => {
    expect(await server?.stop()).toBe(0);
  });

  async function severities(text: string, severity: object): Promise<readonly unknown[]> {
    server = await spawnServer(await serverBundle(), { settings: { severity } });
    await server.client.open(uri, text);
    await server.client.check(uri);
    return shown(server);
  }

  const shown = ({ client }: SpawnedServer): readonly unknown[] =>
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
  ])('%# is as the settings say', async (text, settings, expected) =>
    expect(await severities(text, settings)).toEqual(expected),
  );

  it('a task that its neighbors let hold is a warning, or a hint where no more is owed', async () => {
    const text =
      'machine m { }\ndomain d on m { vcpu v period 10ms budget 2ms task t period 30ms wcet 5ms }\n';
    for (const [guarantee, severity] of [
      ['interface', DiagnosticSeverity.Warning],
      ['here', DiagnosticSeverity.Hint],
    ] as const) {
      server = await spawnServer(await serverBundle(), { settings: { guarantee } });
      await server.client.open(uri, text);
      await server.client.check(uri);
      expect(shown(server)).toEqual([['guest-unschedulable', severity]]);
      if (guarantee === 'interface') expect(await server.stop()).toBe(0);
    }
  });

  it('follows a change of the settings at once', async () => {
    const settings = { severity: { soft: 'error' } };
    const started = await spawnServer(await serverBundle(), { settings });
    server = started;
    const { client } = started;
    await client.open(uri, soft);
    await client.check(uri);
    expect(shown(started)).toHaveLength(1);
    settings.severity.soft = 'off';
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { hypersched: settings },
    });
    await expect.poll(() => shown(started)).toEqual([]);
  });
});
