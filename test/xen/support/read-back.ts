import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Machine } from '../../../scheduling/model/model.ts';
import type { Host } from '../../../scripts/xen-lab/boot.ts';
import { hypersched } from '../../cli/built-command.ts';
import { modelOf } from '../../support/model-of.ts';
import { succeed } from './booted.ts';

/** The command prefix that reaches Dom0, for a command line. */
export function prefixOf(host: Host): string {
  const program = resolve('scripts/xen-lab/in-dom0.ts');
  return [process.execPath, program, host.folder].join(' ');
}

/** The machines that `import xen` makes of what Xen tells and of the deployed files. */
export async function importHost(host: Host, deployed: string): Promise<readonly Machine[]> {
  const commands = [
    ...['info', 'list', 'cpupool-list', 'cpupool-list -c', 'vcpu-list', 'sched-rtds -v all'],
    ...['sched-credit', 'sched-credit2'],
  ];
  const outputs: string[] = [];
  for (const command of commands)
    outputs.push(`$ xl ${command}\n${await succeed(host, `xl ${command} 2>/dev/null; true`)}`);
  const saved = join(host.folder, 'outputs.txt');
  writeFileSync(saved, outputs.join('\n'));
  const files = (await succeed(host, `ls ${deployed}/*.cfg`)).trim().split('\n');
  const paths = files.map((file) => join(host.folder, file));
  const { code, out, err } = await hypersched(['import', 'xen', saved, ...paths]);
  if (code !== 0) throw new Error(err);
  return (await modelOf(out)).machines;
}
