import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { registerLanguageModelTools } from './assistants/language-model-tools.ts';
import { registerMcpServer } from './assistants/mcp-servers.ts';
import { registerExport } from './export/export-command.ts';
import { registerImport } from './import/import-command.ts';
import { registerMonitor } from './monitor/register-monitor.ts';
import { type Extension, start } from './start.ts';
import { registerCheckTasks } from './tasks/check-tasks.ts';

/** The extension in a Node extension host: the server is a process of its own. */

let extension: Extension | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const command = context.asAbsolutePath('dist/cli/hypersched.js');
  context.subscriptions.push(
    registerCheckTasks(command),
    registerMonitor(command, context.workspaceState),
    registerLanguageModelTools(context.extensionUri, command),
    registerMcpServer(command, context.extension.packageJSON.version),
  );
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
  context.subscriptions.push(
    registerImport(extension.session, command),
    registerExport(extension.session, command),
  );
}

export async function deactivate(): Promise<void> {
  await extension?.stop();
}
