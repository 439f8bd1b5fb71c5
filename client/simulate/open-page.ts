import { env, l10n, Uri, type WebviewPanel } from 'vscode';
import { simulatePanelHtml } from './simulate-panel-html.ts';

export interface OpenedPage {
  readonly extension: Uri;
  readonly uri: Uri;
  /** The length of a run, as a person sets it; empty where the run decides. */
  readonly horizon: string;
}

/** Opens the page of a timeline in a panel, whose messages are listened to by now. */
export function openPage(panel: WebviewPanel, { extension, uri, horizon }: OpenedPage): void {
  const { webview, title } = panel;
  const dist = Uri.joinPath(extension, 'dist', 'client');
  const address = (file: string) => webview.asWebviewUri(Uri.joinPath(dist, file)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  webview.html = simulatePanelHtml({
    start: address('timeline-start.js'),
    script: address('timeline.js'),
    style: address('timeline.css'),
    worker: address('timeline-worker.js'),
    cspSource: webview.cspSource,
    uri: uri.toString(),
    horizon,
    title,
    language: env.language,
    translations: l10n.bundle,
  });
}
