import { Command, CommanderError } from 'commander';
import { help, helpTail, helpTitle } from '../messages/command/help.ts';
import packageJson from '../package.json' with { type: 'json' };
import { admitCommand } from './admit/admit-command.ts';
import { checkCommand } from './check/check-command.ts';
import { compareCommand } from './compare/compare-command.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { explainCommand } from './explain/explain-command.ts';
import { exportCommand } from './export/export-command.ts';
import { formatCommand } from './format/format-command.ts';
import { importCommand } from './import/import-command.ts';
import { lspCommand } from './lsp/lsp-command.ts';
import { mcpCommand } from './mcp/mcp-command.ts';
import { monitorCommand } from './monitor/monitor-command.ts';
import { simulateCommand } from './simulate/simulate-command.ts';
import type { Terminal } from './terminal.ts';

/** The whole command line, which talks to `terminal` alone. */
function program(terminal: Terminal): Command {
  const root = new Command('hypersched')
    .description(help.command())
    .version(packageJson.version, '-V, --version', help.version())
    .helpOption('-h, --help', help.help())
    .configureHelp({ styleTitle: helpTitle })
    .helpCommand(false)
    .showHelpAfterError(help.seeHelp())
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .exitOverride()
    .addHelpText('after', helpTail());
  const commands = [
    checkCommand,
    explainCommand,
    simulateCommand,
    admitCommand,
    compareCommand,
    formatCommand,
    importCommand,
    monitorCommand,
    exportCommand,
    lspCommand,
    mcpCommand,
  ];
  for (const command of commands.map((create) => create(terminal))) {
    root.addCommand(inherit(command, root));
  }
  return root;
}

/** Runs the command line `args` (without node and script). The exit code goes to the terminal. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<void> {
  const root = program(terminal);
  try {
    if (args.length === 0) {
      root.outputHelp({ error: true });
      terminal.finish(exitCode.badUsage);
      return;
    }
    await root.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    terminal.finish(usageExitCode(error));
  }
}

/** Help and version also end the parsing by an error, with an exit code of 0. */
function usageExitCode({ exitCode: code }: CommanderError): ExitCode {
  return code === 0 ? exitCode.proven : exitCode.badUsage;
}

function inherit(command: Command, root: Command): Command {
  command.copyInheritedSettings(root);
  for (const inner of command.commands) inherit(inner, root);
  return command;
}
