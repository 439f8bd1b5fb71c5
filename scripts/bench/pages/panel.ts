import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname } from 'node:path';
import { build } from 'esbuild';
import { EmptyFileSystem } from 'langium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { simulatePanelHtml } from '../../../client/simulate-panel-html.ts';
import type { FromPage, ToPage } from '../../../client/timeline/messages.ts';
import { loadText } from '../../../language/load.ts';
import { lower } from '../../../language/lower.ts';
import { createHyperschedServices } from '../../../language/module.ts';
import { analyze } from '../../../scheduling/analyze.ts';
import { describeSystem } from '../../../server/system/describe-system.ts';
import { chromium, chromiumFlags } from '../../chromium.ts';

/** The timeline's page as VS Code shows it, with its policy, in a bare browser: its extension is whoever holds this. */

const sources: Readonly<Record<string, string>> = {
  'timeline-start.js': 'client/timeline/start.ts',
  'timeline.js': 'client/timeline/main.ts',
  'timeline-worker.js': 'client/timeline/worker.ts',
  'timeline.css': 'client/timeline/timeline.css',
};

export interface PanelPage {
  readonly page: Page;
  /** What the page refused or threw. */
  readonly errors: readonly string[];
  send(message: ToPage): Promise<void>;
  /** When the first picture of a run was on the screen, in ms since the page began to load. */
  presented(): Promise<number>;
  sent<T extends FromPage['type']>(type: T): Promise<readonly Extract<FromPage, { type: T }>[]>;
  close(): Promise<void>;
}

/** What the extension sends of a `.hsched` text. */
export async function systemMessage(
  text: string,
  name = 'system.hsched',
): Promise<Extract<ToPage, { type: 'system' }>> {
  const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
  const document = await loadText(shared, text);
  // The server has analysed a file long before someone asks for its run.
  const { model } = lower(document, Hypersched);
  const { completed, errors } = describeSystem(document, Hypersched, { model, analysis: analyze(model) });
  return { type: 'system', name, model, completed, errors };
}

/** As {@link systemMessage}, of an example. */
export function exampleMessage(path: string): Promise<Extract<ToPage, { type: 'system' }>> {
  return systemMessage(readFileSync(path, 'utf8'), basename(path));
}

export interface PanelOptions {
  /** The browser has drawn before, as VS Code's window has: the start of its processes is no part of the panel's. */
  readonly running?: boolean;
  /** What was kept from before a reload. */
  readonly state?: unknown;
  readonly width?: number;
  /** Sent as soon as the page listens. */
  readonly first?: ToPage;
  /** Custom properties of a theme, without `--vscode-`. */
  readonly theme?: Readonly<Record<string, string>>;
}

export async function openPanel(options: PanelOptions = {}): Promise<PanelPage> {
  const files = await programs();
  const browser: Browser = await playwright.launch({ executablePath: chromium(), args: chromiumFlags });
  if (options.running === true) await drawSomething(browser);
  const page = await browser.newPage({ viewport: { width: options.width ?? 1600, height: 768 } });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const { origin, server } = await serve(files);
  const given = {
    state: options.state ?? null,
    first: options.first ?? null,
    theme: options.theme ?? {},
  } as { state: object | null; first: object | null; theme: Record<string, string> };
  await page.addInitScript(({ state, first, theme }) => {
    const sent: unknown[] = [];
    const host = window as unknown as Record<string, unknown>;
    let kept: unknown = state;
    host.sentMessages = sent;
    host.keptState = () => kept;
    host.acquireVsCodeApi = () => ({
      postMessage: (message: { type: string }) => {
        sent.push(message);
        if (message.type === 'ready' && first !== null) window.postMessage(first, '*');
      },
      getState: () => kept,
      setState: (next: unknown) => {
        kept = next;
      },
    });
    // A frame with the drawing in it is there once the task after the next frame begins.
    const { port1, port2 } = new MessageChannel();
    const presented = new MutationObserver(() => {
      presented.disconnect();
      requestAnimationFrame(() => port2.postMessage(null));
    });
    port1.onmessage = () => {
      host.presentedAt = performance.now();
    };
    document.addEventListener('DOMContentLoaded', () => {
      presented.observe(document.body, { attributeFilter: ['data-painted-at'] });
      for (const [name, value] of Object.entries(theme)) {
        document.documentElement.style.setProperty(`--vscode-${name}`, value);
      }
    });
  }, given);
  await page.goto(`${origin}/panel.html`);
  return {
    page,
    errors,
    send: (message) => page.evaluate((data) => window.postMessage(data, '*'), message as unknown as object),
    presented: async () => {
      const at = await page.waitForFunction(
        () => (window as unknown as { presentedAt?: number }).presentedAt ?? null,
      );
      return (await at.jsonValue()) ?? 0;
    },
    sent: async (type) =>
      (await page.evaluate(
        (wanted) =>
          (window as unknown as { sentMessages: { type: string }[] }).sentMessages.filter(
            (each) => each.type === wanted,
          ),
        type,
      )) as never,
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
};

/** The page and its files at an address of their own. */
async function serve(files: ReadonlyMap<string, string>): Promise<{ origin: string; server: Server }> {
  const all = new Map(files);
  const server = createServer(({ url = '/' }, response) => {
    const name = basename(url);
    const content = all.get(name);
    response.writeHead(content === undefined ? 204 : 200, {
      'content-type': types[extname(name)] ?? 'text/plain',
    });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  all.set(
    'panel.html',
    simulatePanelHtml({
      start: `${origin}/timeline-start.js`,
      script: `${origin}/timeline.js`,
      style: `${origin}/timeline.css`,
      worker: `${origin}/timeline-worker.js`,
      cspSource: origin,
      uri: 'file:///system.hsched',
      title: 'Timeline',
      language: 'en',
    }),
  );
  return { origin, server };
}

async function drawSomething(browser: Browser): Promise<void> {
  const page = await browser.newPage();
  await page.setContent('<p>Text</p><canvas></canvas>');
  await page.evaluate(() => document.querySelector('canvas')?.getContext('2d')?.fillRect(0, 0, 10, 10));
  await page.screenshot();
}

let built: Promise<ReadonlyMap<string, string>> | undefined;

function programs(): Promise<ReadonlyMap<string, string>> {
  built ??= Promise.all(
    Object.entries(sources).map(async ([name, entry]) => {
      const { outputFiles } = await build({
        entryPoints: [entry],
        bundle: true,
        minify: true,
        format: 'iife',
        platform: 'browser',
        target: 'es2022',
        write: false,
        outdir: 'dist',
      });
      return [name, outputFiles[0]?.text ?? ''] as const;
    }),
  ).then((entries) => new Map(entries));
  return built;
}
