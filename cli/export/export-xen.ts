import { Command, InvalidArgumentError, Option } from 'commander';
import { exportFiles } from '../../formats/xen/export/export-files.ts';
import { help } from '../../messages/command/help.ts';
import { noMemory } from '../../messages/command/usage.ts';
import { outOrAgainst, runIn } from '../../messages/formats/xen-export/command.ts';
import { shownPath } from '../output/shown.ts';
import type { Terminal } from '../terminal.ts';
import { tellAgainst } from './against.ts';
import { readFolder, writeFolder } from './folder.ts';
import { provenPlan } from './proven-plan.ts';

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
      const plan = await provenPlan(file, options, 'dom0', terminal);
      if (plan === null) return;
      if (against !== undefined) return tellAgainst(against, plan, format, terminal);
      if (folder === undefined) return;
      const files = await exportFiles(plan, options, (name) => readFolder(folder, name));
      const next = runIn(shownPath(folder));
      await writeFolder(folder, files, options.dryRun === true, next, terminal);
    });
}

function readMemory(text: string): number {
  const memory = Number(text);
  if (!/^\d{1,9}$/.test(text) || memory < 1) throw new InvalidArgumentError(noMemory());
  return memory;
}
