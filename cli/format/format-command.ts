import { Argument, Command, Option } from 'commander';
import { formatText } from '../../language/formatting/formatter.ts';
import { help } from '../../messages/command/help.ts';
import { layingOut } from '../../messages/command/process.ts';
import { inputNotInPlace, severalNeedWay } from '../../messages/command/usage.ts';
import { diagnosticLine } from '../check/diagnostic.ts';
import { textDiagnostics } from '../check/text-diagnostics.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { loadedFile } from '../loaded-file.ts';
import { shownPath } from '../output/shown.ts';
import { writeWhole } from '../output/write-whole.ts';
import type { Terminal } from '../terminal.ts';

interface Options {
  readonly check?: true;
  readonly write?: true;
}

/** `hypersched format`: lays files out as the editor does. */
export function formatCommand(terminal: Terminal): Command {
  return new Command('format')
    .description(help.format())
    .addArgument(new Argument('<file...>', help.files()))
    .addOption(new Option('--check', help.checkOnly()).conflicts('write'))
    .addOption(new Option('--write', help.inPlace()))
    .action(async (files: readonly string[], options: Options, command: Command) => {
      if (options.check === undefined && options.write === undefined && files.length > 1) {
        command.error(severalNeedWay());
      }
      if (options.write === true && files.includes('-')) {
        command.error(inputNotInPlace());
      }
      const codes: ExitCode[] = [];
      for (const file of files) {
        const format = () => formatFile(file, options, terminal);
        codes.push(await terminal.during(layingOut(file), format));
      }
      terminal.finish(codes.toSorted((a, b) => b - a)[0] ?? exitCode.proven);
    });
}

async function formatFile(file: string, options: Options, terminal: Terminal): Promise<ExitCode> {
  const loaded = await loadedFile(file, terminal);
  if (loaded.kind === 'refused') {
    terminal.err(`${shownPath(file)}: error: ${loaded.why}\n`);
    return exitCode.badText;
  }
  const { lexerErrors, parserErrors } = loaded.document.parseResult;
  if (lexerErrors.length > 0 || parserErrors.length > 0) {
    const own = textDiagnostics({ ...loaded, documents: [loaded.document] });
    const errors = own.filter(({ code }) => code.startsWith('syntax/'));
    terminal.err(errors.map((error) => `${diagnosticLine(error).join('')}\n`).join(''));
    return exitCode.badText;
  }
  const text = formatText(loaded.document);
  const before = loaded.document.textDocument.getText();
  if (options.check === true) {
    if (text !== before) terminal.out(`${shownPath(file)}\n`);
    return text === before ? exitCode.proven : exitCode.notProven;
  }
  if (options.write !== true) {
    terminal.out(text);
    return exitCode.proven;
  }
  return text === before ? exitCode.proven : write(file, text, terminal);
}

async function write(file: string, text: string, terminal: Terminal): Promise<ExitCode> {
  const problem = await writeWhole(file, [text]);
  if (problem === null) return exitCode.proven;
  terminal.err(`error: ${problem}\n`);
  return exitCode.badText;
}
