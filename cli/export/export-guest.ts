import { Command } from 'commander';
import { guestFiles } from '../../formats/linux-guest/guest-files.ts';
import { makeGuestPlans } from '../../formats/linux-guest/make-plan.ts';
import { help } from '../../messages/command/help.ts';
import { noTasksToExport, runInGuest } from '../../messages/formats/linux-guest/command.ts';
import { exitCode } from '../exit-code.ts';
import { shownPath } from '../output/shown.ts';
import type { Terminal } from '../terminal.ts';
import { readFolder, writeFolder } from './folder.ts';
import { provenSystem } from './proven-system.ts';
import { linuxTelling, reportProblems } from './report-problems.ts';

interface Options {
  readonly out: string;
  readonly unproven?: true;
  readonly dryRun?: true;
}

/** `hypersched export guest`: gives the threads of Linux guests the schedule that was proven. */
export function exportGuestCommand(terminal: Terminal): Command {
  return new Command('guest')
    .description(help.exportGuest())
    .argument('<file>', help.file())
    .requiredOption('--out <folder>', help.outFolder())
    .option('--unproven', help.unproven())
    .option('--dry-run', help.dryRun())
    .action(async (file: string, { out, unproven, dryRun }: Options) => {
      const system = await provenSystem(file, terminal);
      if (system === null) return terminal.finish(exitCode.badText);
      const { plans, problems } = makeGuestPlans(system.analysis);
      const code = reportProblems(
        problems,
        linuxTelling,
        system.loaded,
        unproven === true,
        terminal,
      );
      if (code !== null) return terminal.finish(code);
      if (plans.length === 0) {
        terminal.err(`error: ${noTasksToExport()}\n`);
        return terminal.finish(exitCode.badText);
      }
      const files = await guestFiles(plans, (name) => readFolder(out, name));
      await writeFolder(out, files, dryRun === true, runInGuest(shownPath(out)), terminal);
    });
}
