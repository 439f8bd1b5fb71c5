import { Command } from 'commander';
import { hostOf } from '../../formats/xen/host.ts';
import { writeXenHost } from '../../formats/xen/host-text.ts';
import { readXen } from '../../formats/xen/read.ts';
import { help } from '../../messages/command/help.ts';
import { noXenHost, readFromXen, xenNoteText } from '../../messages/formats/xen.ts';
import { shown } from '../output/shown.ts';
import type { Terminal } from '../terminal.ts';
import { give, readTexts, refuse } from './read-texts.ts';

interface Options {
  readonly out?: string;
  readonly name: string;
}

/** `hypersched import xen`: a host of Xen from its outputs and configuration files. */
export function importXenCommand(terminal: Terminal): Command {
  return new Command('xen')
    .description(help.importXen())
    .argument('<file...>', help.xenFiles())
    .option('--out <file>', help.out())
    .option('--name <name>', help.machineName(), 'xen')
    .action(async (files: readonly string[], { out, name }: Options) => {
      const texts = await readTexts(files, terminal);
      if (texts === null) return;
      const reading = readXen(texts);
      const found = hostOf(reading);
      for (const note of [...reading.notes, ...(found?.notes ?? [])])
        terminal.err(`${shown(xenNoteText(note))}\n`);
      if (found === null) return refuse(noXenHost(), terminal);
      await give(writeXenHost(found.host, name, readFromXen()), out, terminal);
    });
}
