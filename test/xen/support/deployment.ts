import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Host } from '../../../scripts/xen-lab/boot.ts';
import type { Answer } from '../../../scripts/xen-lab/dom0-requests.ts';
import { hypersched } from '../../cli/built-command.ts';
import type { Ran } from '../../cli/shared/run.ts';
import { modelOf } from '../../support/model-of.ts';
import { guestKernel, succeed } from './booted.ts';
import { guestCommandLine, neverSleeps } from './guest-tasks.ts';

/** An exported system in a folder that Dom0 sees. */
export interface Exported {
  /** The system's file, for this machine. */
  readonly file: string;
  readonly exported: Ran;
  /** Runs the exported script in Dom0. */
  deploy(...options: readonly string[]): Promise<Answer>;
  /** Runs the script that takes it down again. */
  takeDown(...options: readonly string[]): Promise<Answer>;
}

export interface ExportChoices {
  /** The memory of guests in MiB, where it is not 8. */
  readonly memory?: Readonly<Record<string, number>>;
  /** Guests that never sleep. */
  readonly busy?: readonly string[];
  readonly options?: readonly string[];
}

/** A system of test/xen/systems/. */
export function systemText(name: string): string {
  return readFileSync(resolve(import.meta.dirname, '../systems', `${name}.hsched`), 'utf8');
}

/**
 * Exports a system for a booted Xen, with guests that run its tasks: what a person writes into a
 * guest's `xl.cfg` is there before the export, which keeps it.
 */
export async function exportSystem(
  host: Host,
  name: string,
  text: string,
  { memory = {}, busy = [], options = [] }: ExportChoices = {},
): Promise<Exported> {
  const folder = join(host.folder, name);
  mkdirSync(folder);
  const file = join(folder, 'system.hsched');
  writeFileSync(file, text);
  const { machines } = await modelOf(text);
  for (const domain of machines.flatMap(({ domains }) => domains)) {
    if (domain.type === 'dom0') continue;
    const own = [
      `kernel = "${guestKernel}"`,
      `memory = ${memory[domain.name] ?? 8}`,
      `extra = "${busy.includes(domain.name) ? neverSleeps : guestCommandLine(domain)}"`,
    ];
    writeFileSync(join(folder, `${domain.name}.xl.cfg`), `${own.join('\n')}\n`);
  }
  const exported = await hypersched(['export', 'xen', file, '--out', folder, ...options]);
  return {
    file,
    exported,
    deploy: (...flags) => host.dom0([`sh ${name}/deploy.sh`, ...flags].join(' ')),
    takeDown: (...flags) => host.dom0([`sh ${name}/takedown.sh`, ...flags].join(' ')),
  };
}

/** All that a deployment changes: domains, pools with their processors, and what each VCPU has. */
export async function stateOf(host: Host): Promise<string> {
  const outputs = [
    // The third column is memory, which Dom0 gives and gets; behind it times run.
    `xl list | awk '{ print $1, $2, $4 }'`,
    'xl cpupool-list',
    'xl cpupool-list -c',
    'xl sched-rtds -v all 2>&1',
    'xl sched-credit2 2>&1',
  ];
  const texts: string[] = [];
  for (const output of outputs) texts.push(await succeed(host, `${output}; true`));
  return texts.join('\n');
}

/** Removes all guests and pools that were deployed. */
export async function clear(host: Host): Promise<void> {
  await succeed(
    host,
    `for id in $(xl list | awk 'NR > 1 && $2 > 0 { print $2 }'); do xl destroy $id; done
     for pool in $(xl cpupool-list | awk 'NR > 1 && $1 != "Pool-0" { print $1 }'); do xl cpupool-destroy $pool; done
     for core in 1 2 3 4 5; do xl cpupool-cpu-add Pool-0 $core 2>/dev/null; done; true`,
  );
}
