import { join } from 'node:path';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { callTool } from '../../assistants/call-tool.ts';
import { commandRunner } from '../../assistants/run-command.ts';
import { inputSchema } from '../../assistants/tool.ts';
import { instructions, tools } from '../../assistants/tools.ts';
import packageJson from '../../package.json' with { type: 'json' };

/**
 * The program of `hypersched mcp`: the tools for assistants over standard input and output. Bundled
 * beside the command, which it runs.
 */

const server = new Server(
  { name: 'hypersched', title: 'Hypersched', version: packageJson.version },
  {
    capabilities: { tools: {} },
    instructions,
  },
);

server.setRequestHandler(ListToolsRequestSchema, () => ({
  tools: tools.map((tool) => ({
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: inputSchema(tool),
    annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  })),
}));

server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
  const run = commandRunner({
    command: join(import.meta.dirname, 'hypersched.js'),
    folder: process.cwd(),
    isCanceled: (onCancel) => signal.addEventListener('abort', onCancel),
  });
  const host = { run, packageFolder: join(import.meta.dirname, '..', '..') };
  const { text, isFault } = await callTool(params.name, params.arguments ?? {}, host);
  return { content: [{ type: 'text', text }], isError: isFault };
});

await server.connect(new StdioServerTransport());
