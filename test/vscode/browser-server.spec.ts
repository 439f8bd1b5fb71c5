import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** The page's record of its messages with the worker. */
declare global {
  interface Window {
    serverWorker: Worker;
    heard: Message[];
  }
}

interface Diagnostics {
  readonly uri: string;
  readonly diagnostics: readonly { readonly message: string; readonly severity?: number }[];
}

/**
 * The language server as in browsers: in a worker of a page, with messages instead of a process's
 * streams.
 */
describe('the language server in a web worker', () => {
  let http: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    http = createServer((request, response) => {
      const { url = '/' } = request;
      const isScript = url.endsWith('.js');
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
      response.end(
        isScript ? readFileSync(`dist/server${url}`) : '<!doctype html><title>worker</title>',
      );
    });
    await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
    const address = http.address();
    if (address === null || typeof address === 'string') throw new Error('the page has no address');
    browser = await chromium.connect(inject('browser'));
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${address.port}/`);
    await page.evaluate(() => {
      window.heard = [];
      window.serverWorker = new Worker('/worker.js');
      window.serverWorker.onmessage = ({ data }: MessageEvent<Message>) => {
        window.heard.push(data);
        // The client answers the server's requests: it has no configuration.
        if (data.id !== undefined && data.method !== undefined) {
          window.serverWorker.postMessage({ jsonrpc: '2.0', id: data.id, result: null });
        }
      };
    });
  });
  afterAll(async () => {
    await browser?.close();
    http?.close();
  });

  const say = (message: Message) =>
    page.evaluate((said) => window.serverWorker.postMessage({ jsonrpc: '2.0', ...said }), message);

  const heard = async (what: (message: Message) => boolean): Promise<Message> => {
    await expect.poll(async () => (await page.evaluate(() => window.heard)).some(what)).toBe(true);
    const found = (await page.evaluate(() => window.heard)).find(what);
    if (found === undefined) throw new Error('what was heard is gone');
    return found;
  };

  it('answers', async () => {
    const initializationOptions = {
      analysisProgram: new URL('/analysis.js', page.url()).toString(),
    };
    const params = {
      processId: null,
      rootUri: null,
      capabilities: {},
      workspaceFolders: null,
      initializationOptions,
    };
    await say({ id: 1, method: 'initialize', params });
    const { result } = await heard(({ id, method }) => id === 1 && method === undefined);
    expect(result).toHaveProperty('capabilities.hoverProvider');
    await say({ method: 'initialized', params: {} });
  });

  it('finds what can miss', async () => {
    const uri = 'vscode-vfs://github/hypersched/paper-testbed.hsched';
    const text = readFileSync('examples/paper-testbed.hsched', 'utf8');
    await say({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'hypersched', version: 1, text } },
    });
    const published = ({ method, params }: Message) =>
      method === 'textDocument/publishDiagnostics' &&
      (params as Diagnostics).diagnostics.some(({ message }) => message.includes('actuate'));
    const { params } = await heard(published);
    const { diagnostics } = params as Diagnostics;
    const finding = diagnostics.find(({ message }) => message.includes('actuate'));
    expect(finding?.severity).toBe(1);
    expect(finding?.message).toContain('2.513 ms');
  });

  it('has analyzed in a worker of its own', async () => {
    // The page's worker and the one that it has started.
    await expect.poll(() => page.workers().length).toBe(2);
    const said = await page.evaluate(() => window.heard);
    expect(said.filter(({ method }) => method === 'window/logMessage')).toEqual([]);
  });
});
