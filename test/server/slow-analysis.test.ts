import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  DocumentFormattingRequest,
  DocumentSymbolRequest,
  HoverRequest,
  ShutdownRequest,
} from 'vscode-languageserver-protocol';
import type { ServerServices } from '../../server/services.ts';
import { nodeWorker } from '../../server/worker/start-node.ts';
import { startInProcess } from './in-process.ts';
import type { LspClient } from './lsp-client.ts';
import { positionOf } from './position.ts';

const guest =
  'domain d on endless { vcpu v period 10ms budget 1ms task t period 50ms wcet 10ms }\n';
const endless = `machine endless {}\n${guest}`;
const brief = endless.replaceAll('endless', 'm');
const uri = 'untitled:slow.hsched';

describe('a server whose analysis does not end', () => {
  let client: LspClient;
  let services: ServerServices;

  beforeEach(async () => {
    const program = new URL('worker/endless-program.ts', import.meta.url);
    ({ client, services } = await startInProcess({ worker: nodeWorker(program) }));
    await client.open(uri, endless);
  });

  afterEach(async () => {
    expect(client.complaints).toEqual([]);
    services.worker.dispose();
    await services.results.settled();
    client.dispose();
  });

  const document = { textDocument: { uri } };
  const at = (needle: string) => ({ ...document, position: positionOf(endless, needle) });

  it('answers what does not need the verdict', async () => {
    const { connection } = client;
    expect(await connection.sendRequest(CompletionRequest.type, at('vcpu'))).not.toBeNull();
    expect(
      await connection.sendRequest(DocumentFormattingRequest.type, {
        ...document,
        options: { tabSize: 2, insertSpaces: true },
      }),
    ).not.toBeNull();
    expect(await connection.sendRequest(DocumentSymbolRequest.type, document)).toHaveLength(2);
  });

  it('says in a hover what a word means, and that the numbers come later', async () => {
    const hover = await client.connection.sendRequest(HoverRequest.type, at('budget'));
    const text = JSON.stringify(hover?.contents);
    expect(text).toContain('The proof of this text takes its time');
    expect(text).toContain('`budget` —');
  });

  it('offers quick fixes of the text', async () => {
    const text = endless.replace('10ms budget', '10 budget');
    await client.change(uri, text);
    const position = positionOf(text, '10 budget');
    const range = { start: position, end: { ...position, character: position.character + 2 } };
    await expect.poll(() => client.diagnostics(uri)).not.toEqual([]);
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      ...document,
      range,
      context: { diagnostics: [...client.diagnostics(uri)] },
    });
    expect(actions?.map(({ title }) => title)).toContain('Write 10ms');
  });

  it('ends the analysis when the text changes, and finds what the new text has', async () => {
    await client.change(uri, brief);
    expect(await client.check(uri)).toMatchObject([{ verdict: 'unschedulable' }]);
    await client.change(uri, endless);
    await client.change(uri, brief.replace('budget 1ms', 'budget 6ms'));
    expect(await client.check(uri)).toMatchObject([{ verdict: 'schedulable' }]);
  });

  it('answers who waited for the verdict when the text has changed', async () => {
    const lenses = client.connection.sendRequest(CodeLensRequest.type, document);
    await client.change(uri, brief);
    expect(JSON.stringify(await lenses)).toContain('unschedulable');
  });

  it('shuts down', async () => {
    await client.connection.sendRequest(ShutdownRequest.type);
  });
});
