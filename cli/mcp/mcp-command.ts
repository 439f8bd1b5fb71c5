import { Command, Option } from 'commander';
import { help } from '../../messages/command/help.ts';
import { runBeside } from '../program-beside.ts';

/** `hypersched mcp`: the tools for assistants, by the Model Context Protocol. */
export function mcpCommand(): Command {
  return new Command('mcp')
    .description(help.mcp())
    .addOption(new Option('--stdio', help.stdio()))
    .action(() => runBeside('cli/mcp.js'));
}
