import { Command } from 'commander';
import { type ContextSwitch, readLatCtx } from '../../formats/measured/lat-ctx.ts';
import { help } from '../../messages/command/help.ts';
import {
  contextSwitchHeads,
  largestMeasured,
  noContextSwitches,
} from '../../messages/formats/xen.ts';
import { writeDuration } from '../../messages/text/duration.ts';
import { type Cell, table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { give, readText, refuse } from './read-texts.ts';

const types = ['dom0', 'pv', 'pvh', 'hvm'] as const;
type DomainType = (typeof types)[number];
type Options = { readonly [Type in DomainType]?: string } & { readonly out?: string };

interface Measured {
  readonly type: DomainType;
  readonly found: readonly ContextSwitch[];
}

/** `hypersched import lat-ctx`: the `task-switch` of domain types from lmbench's `lat_ctx`. */
export function importLatCtxCommand(terminal: Terminal): Command {
  const command = new Command('lat-ctx').description(help.importLatCtx());
  for (const type of types) command.option(`--${type} <file>`, help.latCtxFile(type));
  return command.option('--out <file>', help.out()).action(async (options: Options) => {
    const measured: Measured[] = [];
    for (const type of types) {
      const file = options[type];
      if (file === undefined) continue;
      const text = await readText(file, terminal);
      if (text === null) return;
      measured.push({ type, found: readLatCtx(text) });
    }
    if (measured.every(({ found }) => found.length === 0))
      return refuse(noContextSwitches(), terminal);
    await give(`${sideBySide(measured)}\n${taskSwitches(measured)}`, options.out, terminal);
  });
}

/** The costs of all types in one table, as comments of the language. */
function sideBySide(measured: readonly Measured[]): string {
  const keys = new Map<string, ContextSwitch>();
  for (const { found } of measured)
    for (const each of found) keys.set(`${each.size} ${each.processes}`, each);
  const rows = [...keys.values()].sort((a, b) => a.size - b.size || a.processes - b.processes);
  const right = (text: string): Cell => ({ text, align: 'right' });
  const cells: (readonly Cell[])[] = [
    [
      right(contextSwitchHeads.size()),
      right(contextSwitchHeads.processes()),
      ...measured.map(({ type }) => right(type)),
    ],
    ...rows.map(({ size, processes }) => [
      right(`${size}k`),
      right(String(processes)),
      ...measured.map(({ found }) => {
        const own = found.find((each) => each.size === size && each.processes === processes);
        return right(own === undefined ? '–' : writeDuration(own.cost));
      }),
    ]),
  ];
  return table(cells, (_, text) => text)
    .map((line) => `// ${line}\n`)
    .join('');
}

function taskSwitches(measured: readonly Measured[]): string {
  return measured
    .filter(({ found }) => found.length > 0)
    .map(({ type, found }) => {
      const most = Math.max(...found.map(({ cost }) => cost));
      return `// ${largestMeasured(type)}\ntask-switch ${writeDuration(most)}\n`;
    })
    .join('');
}
