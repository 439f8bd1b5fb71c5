import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { type Extension, start } from './start.ts';

/** The extension in a browser's extension host: the server is a web worker. */

let extension: Extension | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'dist', 'server', 'worker.js');
  extension = await start(
    context,
    // The client takes a function, so that each restart gets a new worker.
    (id, name, options) =>
      new LanguageClient(id, name, async () => new Worker(script.toString(true)), options),
  );
}

export async function deactivate(): Promise<void> {
  await extension?.stop();
}
