import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Extension, start } from './start.ts';

/** The extension in a Node extension host: the server is a process of its own. */

let extension: Extension | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server/main.js');
  extension = await start(
    context,
    (id, name, options) =>
      new LanguageClient(
        id,
        name,
        {
          run: { module, transport: TransportKind.ipc },
          debug: {
            module,
            transport: TransportKind.ipc,
            options: { execArgv: ['--nolazy', '--inspect=6009'] },
          },
        },
        options,
      ),
  );
}

export async function deactivate(): Promise<void> {
  await extension?.stop();
}
