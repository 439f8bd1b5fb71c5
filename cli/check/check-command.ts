import { Argument, Command, Option } from 'commander';
import { writeSarif } from '../../formats/sarif.ts';
import { help } from '../../messages/command/help.ts';
import { proving } from '../../messages/command/process.ts';
import { inputNotWatched } from '../../messages/command/usage.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { defaultPatience } from '../../scheduling/decide.ts';
import { durationOption } from '../duration-option.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { loadedFile } from '../loaded-file.ts';
import type { Style, Terminal } from '../terminal.ts';
import { checkLoaded, unreadableFile } from './check-file.ts';
import { type CheckedFile, fileExitCode } from './checked-file.ts';
import { expecting } from './expectations.ts';
import { checkedFileJson } from './json.ts';
import { sarifRules } from './rules.ts';
import { checkedFilesText } from './text.ts';
import { momentOf, nextChange, watchMarks } from './watch.ts';

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

interface Options {
  readonly format: keyof typeof reports;
  readonly patience: number;
  readonly here?: true;
  readonly expect?: true;
  readonly watch?: true;
}

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
    .addOption(
      new Option('--patience <duration>', help.patience())
        .argParser((text) => durationOption(text, 0))
        .default(defaultPatience, '2s'),
    )
    .option('--here', help.here())
    .addOption(new Option('--expect', help.expect()))
    .addOption(new Option('--watch', help.watch()))
    .action(async (paths: readonly string[], options: Options, command: Command) => {
      if (options.watch === undefined) {
        await checkOnce(paths, options, terminal);
        return;
      }
      if (paths.includes('-')) command.error(inputNotWatched());
      const isText = options.format === 'text';
      for (let read = paths; ; ) {
        const before = momentOf(read);
        if (isText) terminal.out(`${watchMarks.begin}\n`);
        read = await checkOnce(paths, options, terminal);
        if (isText) terminal.out(`${watchMarks.end}\n`);
        await nextChange(read, before);
      }
    });
}

/** Checks and reports the files. The result is the paths of everything read. */
async function checkOnce(
  paths: readonly string[],
  { format, here, expect, patience }: Options,
  terminal: Terminal,
): Promise<readonly string[]> {
  const files: CheckedFile[] = [];
  const read = new Set(paths);
  for (const path of paths) {
    const check = async (): Promise<CheckedFile> => {
      const loaded = await loadedFile(path, terminal);
      if (loaded.kind === 'refused') return unreadableFile(path, loaded.why);
      for (const { uri } of loaded.documents) read.add(loaded.nameOf(uri.toString()));
      const checked = checkLoaded(path, loaded, patience);
      return expect === true ? expecting(checked, loaded) : checked;
    };
    files.push(await terminal.during(proving(path), check));
  }
  terminal.out(reports[format](files, terminal.style));
  terminal.finish(worstExitCode(files, here === true));
  return [...read];
}

function worstExitCode(files: readonly CheckedFile[], here: boolean): ExitCode {
  const codes = files.map((file) => fileExitCode(file, here));
  return codes.toSorted((a, b) => b - a)[0] ?? exitCode.proven;
}
