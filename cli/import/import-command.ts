import { Command } from 'commander';
import { help } from '../../messages/command/help.ts';
import type { Terminal } from '../terminal.ts';
import { importLatCtxCommand } from './import-lat-ctx.ts';
import { importTscCommand } from './import-tsc.ts';
import { importXenCommand } from './import-xen.ts';
import { importXentraceCommand } from './import-xentrace.ts';

/** `hypersched import`: makes text of the language from what other programs print. */
export function importCommand(terminal: Terminal): Command {
  const root = new Command('import').description(help.import());
  for (const create of [
    importXenCommand,
    importTscCommand,
    importLatCtxCommand,
    importXentraceCommand,
  ])
    root.addCommand(create(terminal));
  return root;
}
