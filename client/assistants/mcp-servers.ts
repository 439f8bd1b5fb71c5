import { type Disposable, lm, McpStdioServerDefinition } from 'vscode';

/** `hypersched mcp` for the agents of this editor. */
export function registerMcpServer(command: string, version: string): Disposable {
  return lm.registerMcpServerDefinitionProvider('hypersched.mcp', {
    provideMcpServerDefinitions: () => [
      new McpStdioServerDefinition(
        'Hypersched',
        process.execPath,
        [command, 'mcp', '--stdio'],
        // On the desktop the extension host is Electron, which this variable makes a Node.
        { ELECTRON_RUN_AS_NODE: '1' },
        version,
      ),
    ],
  });
}
