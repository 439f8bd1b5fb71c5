import * as v from 'valibot';
import { env, type Uri, type WebviewPanel } from 'vscode';
import { pageRequestFailed } from '../../messages/client/panel.ts';
import type { FromPage, ToPage } from '../timeline/messages.ts';
import { fromPageSchema } from './from-page-schema.ts';
import { openPage } from './open-page.ts';
import { reasonOf, savedBeside } from './save-beside.ts';

export interface RecordedPageParts {
  readonly panel: WebviewPanel;
  readonly extension: Uri;
  /** The file beside which exports are saved. */
  readonly uri: Uri;
  /** The address by which the page is restored; the default is that of the file. */
  readonly address?: Uri;
  /** Reads what the page shows. */
  load(): Promise<Extract<ToPage, { type: 'recorded' }>>;
}

/** The timeline of runs that have been, in a panel. The result shows them anew. */
export function recordedPage(parts: RecordedPageParts): () => void {
  const { panel, extension, uri, address = uri, load } = parts;
  const { webview } = panel;
  const send = (message: ToPage) => void webview.postMessage(message);
  const fail = (error: unknown) =>
    send({ type: 'failed', reason: pageRequestFailed(reasonOf(error)) });
  const show = () => void load().then(send).catch(fail);
  const receive = async (message: FromPage): Promise<void> => {
    switch (message.type) {
      case 'ready':
        show();
        return;
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
  };
  const listener = webview.onDidReceiveMessage((message: unknown) => {
    receive(v.parse(fromPageSchema, message)).catch(fail);
  });
  panel.onDidDispose(() => listener.dispose());
  openPage(panel, { extension, uri: address, horizon: '' });
  return show;
}
