import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { checkCommand } from './check/check-command.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { explainCommand } from './explain/explain-command.ts';
import { formatCommand } from './format/format-command.ts';
import { simulateCommand } from './simulate/simulate-command.ts';
import type { Terminal } from './terminal.ts';

/** The whole command line, talking to `terminal` alone. */
function program(terminal: Terminal): Command {
  const root = new Command('hypersched')
    .description(packageJson.description)
    .version(packageJson.version)
    .helpCommand(false)
    .showHelpAfterError('See `hypersched --help`.')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .exitOverride()
    .addHelpText('after', helpTail);
  const commands = [checkCommand, explainCommand, simulateCommand, formatCommand];
  for (const command of commands.map((create) => create(terminal))) {
    root.addCommand(inherit(command, root));
  }
  return root;
}

/**
 * Runs the command line `args` (without node and script); what it leaves as exit code goes to the
 * terminal.
 */
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

/** Help and version end the parsing by an error too, with an exit code of 0. */
function usageExitCode({ exitCode: code }: CommanderError): ExitCode {
  return code === 0 ? exitCode.proven : exitCode.badUsage;
}

function inherit(command: Command, root: Command): Command {
  command.copyInheritedSettings(root);
  for (const inner of command.commands) inherit(inner, root);
  return command;
}

const helpTail = `
Examples:
  $ hypersched check board.hsched                   is it schedulable, and if not, why
  $ hypersched check --format sarif *.hsched        for code scanners
  $ generate-board | hypersched check -             from standard input
  $ hypersched explain board.hsched guest1.v0       how the verdict comes about
  $ hypersched simulate board.hsched --for 10s      what happens when it runs
  $ hypersched format --check *.hsched              is everything laid out

Exit codes: 0 everything hard is schedulable, 1 something is not or is unknown,
or a step of a scenario is refused, 2 the text has errors or cannot be read,
3 the command line is wrong.`;
