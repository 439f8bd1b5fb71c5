import { Command, Option } from 'commander';
import { help } from '../../messages/command/help.ts';
import { runBeside } from '../program-beside.ts';

/**
 * `hypersched lsp`: the language server of the extension, for other editors. It reads its options
 * (`--stdio`, `--clientProcessId`) from the command line itself.
 */
export function lspCommand(): Command {
  return new Command('lsp')
    .description(help.lsp())
    .addOption(new Option('--stdio', help.stdio()))
    .addOption(new Option('--clientProcessId <id>').hideHelp())
    .action(async ({ stdio }: { readonly stdio?: true }) => {
      if (stdio === undefined) process.argv.push('--stdio');
      await runBeside('server/main.js');
    });
}
