import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import {
  CodeLensRequest,
  DidChangeConfigurationNotification,
  DocumentSymbolRequest,
  HoverRequest,
} from 'vscode-languageserver-protocol';
import { PATIENCE_MS, showProgressIfLong } from '../../../server/analysis/progress.ts';
import { startInProcess } from '../in-process.ts';
import type { LspClient } from '../lsp-client.ts';
import { positionOf } from '../position.ts';

describe('files that are opened, edited and closed', () => {
  let client: LspClient;

  beforeEach(async () => {
    ({ client } = await startInProcess());
  });

  afterEach(() => {
    expect(client.complaints).toEqual([]);
    client.dispose();
  });

  const examples = ['examples', 'test/workloads'].flatMap((folder) =>
    readdirSync(folder).map((file) => `${folder}/${file}`),
  );

  it.each(examples)(
    '%s is checked and analyzed without a fault of the tool’s own',
    async (file) => {
      const uri = `untitled:${file}`;
      await client.open(uri, readFileSync(file, 'utf8'));
      const [result] = await client.check(uri);
      expect(result?.verdict).not.toBe('invalid');
      for (const { code, message } of client.diagnostics(uri)) {
        expect(code, String(message)).toBeDefined();
        expect(code).not.toBe('internal-error');
      }
    },
  );

  it('answers every question asked between keystrokes, in whatever order they come', async () => {
    const uri = 'untitled:typed.hsched';
    const text = readFileSync('examples/paper-testbed.hsched', 'utf8');
    await client.open(uri, text);
    const textDocument = { uri };
    const hovered = { textDocument, position: positionOf(text, 'actuate') };
    const answers: Promise<unknown>[] = [];
    for (let key = 0; key < 20; key++) {
      await client.change(uri, `${text}${'\n'.repeat(key)}`);
      answers.push(
        client.connection.sendRequest(HoverRequest.type, hovered),
        client.connection.sendRequest(CodeLensRequest.type, { textDocument }),
        client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument }),
      );
      await new Promise((resolve) => setTimeout(resolve, key));
    }
    expect((await Promise.all(answers)).filter((answer) => answer === undefined)).toEqual([]);
    await client.check(uri);
    const last = await client.connection.sendRequest(HoverRequest.type, hovered);
    expect(JSON.stringify(last)).toContain('15.85 ms');
  });

  it('takes away what a closed file without a file showed', async () => {
    const uri = 'untitled:new.hsched';
    await client.open(uri, 'domain d on nowhere {}');
    await client.check();
    expect(client.diagnostics(uri)).not.toEqual([]);
    await client.close(uri);
    await expect.poll(() => client.diagnostics(uri)).toEqual([]);
    expect(await client.check()).toEqual([]);
  });

  it('tells the verdict of every file that an edit concerns, and has their lenses drawn anew', async () => {
    const [board, guest] = ['untitled:board.hsched', 'untitled:guest.hsched'];
    await client.open(board, 'machine m {}\n');
    await client.open(
      guest,
      'import "board.hsched"\ndomain d on m { vcpu v period 10ms budget 9ms task t period 40ms wcet 9ms }\ndomain e on m { vcpu v period 10ms budget 9ms task t period 40ms wcet 9ms }\n',
    );
    await client.check();
    client.results.length = 0;
    client.refreshed.length = 0;
    await client.change(board, 'machine m { cores 2 }\n');
    await client.check();
    expect(client.results.map(({ uri, verdict }) => [uri, verdict])).toEqual([
      [board, 'schedulable'],
      [guest, 'schedulable'],
    ]);
    await expect.poll(() => client.refreshed).toEqual(['codeLens', 'inlayHint']);
  });

  it('has hints drawn anew when a setting changes', async () => {
    const settings = { hypersched: { inlayHints: { responses: true } } };
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
    await expect.poll(() => client.refreshed).toContain('inlayHint');
  });
});

describe('progress', () => {
  function connectionThatShows(shown: string[]): Connection {
    const reporter = {
      begin: (title: string) => shown.push(title),
      done: () => shown.push('done'),
    };
    const window = { createWorkDoneProgress: async () => reporter };
    return { window } as unknown as Connection;
  }

  it.each([
    [
      'is shown for what takes longer than people wait',
      2 * PATIENCE_MS,
      ['Proving schedules', 'done'],
    ],
    ['is not shown for anything else', PATIENCE_MS / 2, []],
  ])('%s', async (_, time, expected) => {
    vi.useFakeTimers();
    const shown: string[] = [];
    const over = showProgressIfLong(connectionThatShows(shown), (error) =>
      shown.push(String(error)),
    );
    await vi.advanceTimersByTimeAsync(time);
    over();
    await vi.advanceTimersByTimeAsync(2 * PATIENCE_MS);
    vi.useRealTimers();
    expect(shown).toEqual(expected);
  });
});
