import { Command, InvalidArgumentError, Option } from 'commander';
import { exportFiles } from '../../formats/xen/export/export-files.ts';
import { makePlan } from '../../formats/xen/export/make-plan.ts';
import { help } from '../../messages/command/help.ts';
import { proving } from '../../messages/command/process.ts';
import { noMemory } from '../../messages/command/usage.ts';
import { editedFile, outOrAgainst, runIn } from '../../messages/formats/xen-export/command.ts';
import { exitCode } from '../exit-code.ts';
import { shown, shownPath } from '../output/shown.ts';
import type { Terminal } from '../terminal.ts';
import { tellAgainst } from './against.ts';
import { chooseHost } from './choose-host.ts';
import { readFolder, writeFolder } from './folder.ts';
import { provenSystem } from './proven-system.ts';
import { reportProblems, xenTelling } from './report-problems.ts';

interface Options {
  readonly out?: string;
  readonly against?: string;
  readonly format: 'text' | 'json';
  readonly machine?: string;
  readonly kernel?: string;
  readonly memory?: number;
  readonly unproven?: true;
  readonly dryRun?: true;
}

/** `hypersched export xen`: configuration files and a script that bring a Xen to what is proven. */
export function exportXenCommand(terminal: Terminal): Command {
  return new Command('xen')
    .description(help.exportXen())
    .argument('<file>', help.file())
    .option('--out <folder>', help.outFolder())
    .option('--against <outputs>', help.against())
    .addOption(
      new Option('--format <format>', help.compareFormat())
        .choices(['text', 'json'])
        .default('text'),
    )
    .option('--machine <name>', help.machine())
    .option('--kernel <path>', help.kernel())
    .option('--memory <MiB>', help.memory(), readMemory)
    .option('--unproven', help.unproven())
    .option('--dry-run', help.dryRun())
    .action(async (file: string, options: Options, command: Command) => {
      const { out: folder, against, format } = options;
      if (folder === undefined && against === undefined) command.error(outOrAgainst());
      const system = await terminal.during(proving(file), () => provenSystem(file, terminal));
      if (system === null) return terminal.finish(exitCode.badText);
      const host = chooseHost(system.analysis, options.machine, terminal);
      if (host === null) return;
      const { plan, problems } = makePlan(system.analysis, host);
      const code = reportProblems(
        problems,
        xenTelling,
        system.loaded,
        options.unproven === true,
        terminal,
      );
      if (code !== null) return terminal.finish(code);
      if (against !== undefined) return tellAgainst(against, plan, format, terminal);
      if (folder === undefined) return;
      const files = await exportFiles(plan, options, (name) => readFolder(folder, name));
      const edited = files.filter(({ text }) => text === null);
      for (const { name } of edited)
        terminal.err(`error: ${shown(editedFile(shownPath(`${folder}/${name}`)))}\n`);
      if (edited.length > 0) return terminal.finish(exitCode.badText);
      const next = runIn(shownPath(folder));
      await writeFolder(folder, files, options.dryRun === true, next, terminal);
    });
}

function readMemory(text: string): number {
  const memory = Number(text);
  if (!/^\d{1,9}$/.test(text) || memory < 1) throw new InvalidArgumentError(noMemory());
  return memory;
}
