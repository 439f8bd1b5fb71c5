import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname } from 'node:path';
import { simulatePanelHtml } from '../../../client/simulate/simulate-panel-html.ts';
import { bundled, inBrowser } from '../bundled.ts';

const sources: Readonly<Record<string, string>> = {
  'timeline-start.js': 'client/timeline/start.ts',
  'timeline.js': 'client/timeline/main.ts',
  'timeline-worker.js': 'client/timeline/worker.ts',
  'timeline.css': 'client/timeline/timeline.css',
};

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
};

export interface PanelServer {
  readonly origin: string;
  readonly server: Server;
}

/**
 * Serves the timeline's page and its files at `/panel.html` of an address of its own. `script` runs
 * in it before all other scripts; `asked` hears of every other requested address.
 */
export async function servePanel(
  options: { readonly script?: string; readonly asked?: (url: URL) => void } = {},
): Promise<PanelServer> {
  const files = new Map(await programs());
  const server = createServer(({ url = '/' }, response) => {
    const name = basename(new URL(url, origin).pathname);
    const content = files.get(name);
    if (content === undefined) options.asked?.(new URL(url, origin));
    response.writeHead(content === undefined ? 204 : 200, {
      'content-type': types[extname(name)] ?? 'text/plain',
    });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const html = simulatePanelHtml({
    start: `${origin}/timeline-start.js`,
    script: `${origin}/timeline.js`,
    style: `${origin}/timeline.css`,
    worker: `${origin}/timeline-worker.js`,
    cspSource: origin,
    uri: 'file:///system.hsched',
    horizon: '',
    title: 'Timeline',
    language: 'en',
    translations: undefined,
  });
  files.set('panel.html', options.script === undefined ? html : withScript(html, options.script));
  return { origin, server };
}

/** The page with our script before all others, under the page's own policy. */
function withScript(html: string, script: string): string {
  const nonce = /nonce="(\w+)"/.exec(html)?.[1];
  if (nonce === undefined) throw new Error('the page has no nonce');
  return html.replace('<head>', () => `<head><script nonce="${nonce}">${script}</script>`);
}

let built: Promise<ReadonlyMap<string, string>> | undefined;

function programs(): Promise<ReadonlyMap<string, string>> {
  built ??= Promise.all(
    Object.entries(sources).map(
      async ([name, entry]) => [name, await bundled(entry, inBrowser)] as const,
    ),
  ).then((entries) => new Map(entries));
  return built;
}
