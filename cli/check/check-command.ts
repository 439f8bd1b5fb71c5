import { Argument, Command, Option } from 'commander';
import { writeSarif } from '../../formats/sarif.ts';
import { help } from '../../messages/command/help.ts';
import { proving } from '../../messages/command/process.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { type ExitCode, exitCode } from '../exit-code.ts';
import type { Style, Terminal } from '../terminal.ts';
import { checkFile } from './check-file.ts';
import { type CheckedFile, fileExitCode } from './checked-file.ts';
import { checkedFileJson } from './json.ts';
import { sarifRules } from './rules.ts';
import { checkedFilesText } from './text.ts';

const reports = {
  text: (files: readonly CheckedFile[], style: Style) => checkedFilesText(files, style),
  json: (files: readonly CheckedFile[]) =>
    files.map((file) => `${checkedFileJson(file)}\n`).join(''),
  sarif: (files: readonly CheckedFile[]) =>
    writeSarif(
      files.flatMap(({ diagnostics }) => diagnostics),
      sarifRules(),
      packageJson.version,
    ),
} as const;

/** `hypersched check`: proves each given file and reports it in one of the formats. */
export function checkCommand(terminal: Terminal): Command {
  return new Command('check')
    .description(help.check())
    .addArgument(new Argument('<file...>', help.files()))
    .addOption(
      new Option('--format <format>', help.outputFormat())
        .choices(Object.keys(reports))
        .default('text'),
    )
    .option('--here', help.here())
    .action(
      async (
        paths: readonly string[],
        options: { readonly format: keyof typeof reports; readonly here?: true },
      ) => {
        const files: CheckedFile[] = [];
        for (const path of paths) {
          files.push(await terminal.during(proving(path), () => checkFile(path, terminal)));
        }
        terminal.out(reports[options.format](files, terminal.style));
        terminal.finish(worstExitCode(files, options.here === true));
      },
    );
}

function worstExitCode(files: readonly CheckedFile[], here: boolean): ExitCode {
  const codes = files.map((file) => fileExitCode(file, here));
  return codes.toSorted((a, b) => b - a)[0] ?? exitCode.proven;
}
