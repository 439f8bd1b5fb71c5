import { Command } from 'commander';
import { help } from '../../messages/command/help.ts';
import type { Terminal } from '../terminal.ts';
import { exportDom0lessCommand } from './export-dom0less.ts';
import { exportGuestCommand } from './export-guest.ts';
import { exportXenCommand } from './export-xen.ts';

/** `hypersched export`: makes what other programs need to run a system as it was proven. */
export function exportCommand(terminal: Terminal): Command {
  const root = new Command('export').description(help.export());
  for (const create of [exportXenCommand, exportDom0lessCommand, exportGuestCommand])
    root.addCommand(create(terminal));
  return root;
}
