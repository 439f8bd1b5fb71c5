import { Command, InvalidArgumentError } from 'commander';
import { deviceTree } from '../../formats/xen/dom0less/device-tree.ts';
import { laterCommandsOf } from '../../formats/xen/dom0less/later-commands.ts';
import { help } from '../../messages/command/help.ts';
import { badLabels, laterCommands, tooFewLabels } from '../../messages/formats/dom0less.ts';
import { give } from '../import/read-texts.ts';
import type { Terminal } from '../terminal.ts';
import { provenPlan } from './proven-plan.ts';

interface Options {
  readonly out?: string;
  readonly machine?: string;
  readonly cpus?: readonly string[];
  readonly unproven?: true;
}

/** `hypersched export dom0less`: the part of a device tree from which Xen boots a system. */
export function exportDom0lessCommand(terminal: Terminal): Command {
  return new Command('dom0less')
    .description(help.exportDom0less())
    .argument('<file>', help.file())
    .option('--out <file.dtsi>', help.out())
    .option('--machine <name>', help.machine())
    .option('--cpus <labels>', help.cpuLabels(), readLabels)
    .option('--unproven', help.unproven())
    .action(async (file: string, options: Options, command: Command) => {
      const plan = await provenPlan(file, options, 'dom0less', terminal);
      if (plan === null) return;
      const labels = options.cpus;
      const missing = plan.pools
        .flatMap(({ cores }) => cores)
        .find((core) => labels !== undefined && labels[core] === undefined);
      if (missing !== undefined) command.error(tooFewLabels(missing));
      if (laterCommandsOf(plan).length > 0) terminal.err(`${laterCommands()}\n`);
      const text = deviceTree(plan, (core) => labels?.[core] ?? `cpu${core}`);
      await give(text, options.out, terminal);
    });
}

function readLabels(text: string): readonly string[] {
  const labels = text.split(',').map((label) => label.trim());
  if (!labels.every((label) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(label)))
    throw new InvalidArgumentError(badLabels());
  return labels;
}
