import * as v from 'valibot';
import {
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  type Disposable,
  env,
  l10n,
  Uri,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { pageRequestFailed } from '../../messages/client/panel.ts';
import type { FromPage, ToPage } from '../timeline/messages.ts';
import { fromPageSchema } from './from-page-schema.ts';
import { reasonOf, savedBeside } from './save-beside.ts';
import { simulatePanelHtml } from './simulate-panel-html.ts';

/** The editor of `.hstrace` files: the timeline of the run that was written there. */
export class TraceEditor implements CustomReadonlyEditorProvider {
  readonly #extension: Uri;

  private constructor(extension: Uri) {
    this.#extension = extension;
  }

  static register(extension: Uri): Disposable {
    return window.registerCustomEditorProvider('hypersched.trace', new TraceEditor(extension), {
      webviewOptions: { retainContextWhenHidden: true },
    });
  }

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => {} };
  }

  resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): void {
    const { webview } = panel;
    const dist = Uri.joinPath(this.#extension, 'dist', 'client');
    const address = (file: string) => webview.asWebviewUri(Uri.joinPath(dist, file)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    const send = (message: ToPage) => void webview.postMessage(message);
    const fail = (error: unknown) =>
      send({ type: 'failed', reason: pageRequestFailed(reasonOf(error)) });
    const listener = webview.onDidReceiveMessage((message: unknown) => {
      this.#receive(v.parse(fromPageSchema, message), uri, send).catch(fail);
    });
    panel.onDidDispose(() => listener.dispose());
    webview.html = simulatePanelHtml({
      start: address('timeline-start.js'),
      script: address('timeline.js'),
      style: address('timeline.css'),
      worker: address('timeline-worker.js'),
      cspSource: webview.cspSource,
      uri: uri.toString(),
      horizon: '',
      title: panel.title,
      language: env.language,
      translations: l10n.bundle,
    });
  }

  async #receive(message: FromPage, uri: Uri, send: (message: ToPage) => void): Promise<void> {
    switch (message.type) {
      case 'ready': {
        const { buffer, byteOffset, byteLength } = await workspace.fs.readFile(uri);
        const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
        const bytes = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
        send({ type: 'recorded', name, bytes });
        return;
      }
      case 'save':
        send({ type: 'saved', path: await savedBeside(uri, message.name, message.content) });
        return;
      case 'copy':
        await env.clipboard.writeText(message.text);
        return;
      case 'reveal':
      case 'apply':
      case 'painted':
        // A run has no text.
        return;
    }
    message satisfies never;
  }
}
