import { Command } from 'commander';
import { readTscStamps, writeOverheads } from '../../formats/measured/tsc-stamps.ts';
import { help } from '../../messages/command/help.ts';
import { noStamps } from '../../messages/formats/xen.ts';
import type { Terminal } from '../terminal.ts';
import { readClock } from './read-clock.ts';
import { give, readText, refuse } from './read-texts.ts';

interface Options {
  readonly out?: string;
  readonly name: string;
  readonly clock?: number;
}

/** `hypersched import tsc`: an `overheads` block from time stamps taken in two domains. */
export function importTscCommand(terminal: Terminal): Command {
  return new Command('tsc')
    .description(help.importTsc())
    .argument('<file>', help.tscFile())
    .option('--out <file>', help.out())
    .option('--name <name>', help.overheadsName(), 'measured')
    .option('--clock <GHz>', help.clock(), readClock)
    .action(async (file: string, { out, name, clock }: Options) => {
      const text = await readText(file, terminal);
      if (text === null) return;
      const { switches } = readTscStamps(text);
      if (switches.length === 0) return refuse(noStamps(), terminal);
      await give(writeOverheads(switches, name, clock ?? null), out, terminal);
    });
}
