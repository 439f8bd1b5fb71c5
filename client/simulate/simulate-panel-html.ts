import { escapeMarkup } from '../../formats/escape-markup.ts';
import type { Translations } from '../../messages/locale.ts';

/** The parts of the page: addresses that the webview may load. */
export interface PageParts {
  /**
   * The first script, which starts the worker before the rest is loaded. It has to run before the
   * page's own script, which starts a worker itself where it finds none.
   */
  readonly start: string;
  readonly script: string;
  readonly style: string;
  readonly worker: string;
  readonly cspSource: string;
  /** The address of the simulated file. */
  readonly uri: string;
  /** The length of a run, as a person sets it; empty where the run decides. */
  readonly horizon: string;
  readonly title: string;
  readonly language: string;
  /** The page's sentences in that language; undefined for English. */
  readonly translations: Translations | undefined;
}

/**
 * The page of a timeline. Its policy allows the extension's own files only. A page may not start
 * workers of another origin, so it fetches the worker's script and starts it from a blob.
 */
export function simulatePanelHtml(parts: PageParts): string {
  const nonce = randomNonce();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${parts.cspSource}`,
    'worker-src blob:',
    `connect-src ${parts.cspSource}`,
    `font-src ${parts.cspSource}`,
    `img-src ${parts.cspSource} blob: data:`,
  ].join('; ');
  const translations =
    parts.translations === undefined
      ? ''
      : ` data-translations="${escapeMarkup(JSON.stringify(parts.translations))}"`;
  return `<!DOCTYPE html>
<html lang="${escapeMarkup(parts.language)}" data-worker="${escapeMarkup(parts.worker)}"${translations}>
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${escapeMarkup(policy)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeMarkup(parts.title)}</title>
  <script nonce="${nonce}" src="${escapeMarkup(parts.start)}"></script>
  <link rel="preload" as="fetch" crossorigin href="${escapeMarkup(parts.worker)}">
  <link rel="stylesheet" href="${escapeMarkup(parts.style)}">
  <script nonce="${nonce}" defer fetchpriority="high" src="${escapeMarkup(parts.script)}"></script>
</head>
<body data-uri="${escapeMarkup(parts.uri)}" data-horizon="${escapeMarkup(parts.horizon)}"
  data-vscode-context='{"preventDefaultContextMenuItems":true}'>
  <main id="app"></main>
</body>
</html>
`;
}

/** An unguessable nonce of 128 bits. */
function randomNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
