import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, ask, tell } from './dom0-requests.ts';
import type { Lab } from './lab.ts';

export interface BootOptions {
  /** Processors of the emulated computer; times are exact with one only. */
  readonly processors: number;
  /** Options of Xen's command line, such as `sched=rtds`. */
  readonly xen: string;
  /** The longest boot, in real seconds; one that takes longer is begun again, once. */
  readonly patience?: number;
}

/** A Xen that runs in an emulated computer. */
export interface Host {
  /** A folder of this machine that Dom0 sees as /host. */
  readonly folder: string;
  /** The text of Xen's and Dom0's console. */
  console(): string;
  /** Runs a command in Dom0's shell, in /host. It throws where no answer comes in time. */
  dom0(command: string): Promise<Answer>;
  /** Turns the computer off. */
  off(): Promise<void>;
}

/**
 * Boots the lab's Xen. Time in it follows the instructions that it executes: with one processor,
 * budgets are held within the lateness of Xen's timers however busy this machine is. Where Dom0
 * does not come up, the computer is ended and booted once more; the error of a second failure tells
 * both consoles.
 */
export async function boot(lab: Lab, options: BootOptions): Promise<Host> {
  const first = await bootOnce(lab, options);
  if (first.kind === 'up') return first.host;
  console.warn(`${first.why}\nThe Xen lab is booted once more.`);
  const second = await bootOnce(lab, options);
  if (second.kind === 'up') return second.host;
  throw new Error(`${first.why}\nand once more: ${second.why}`);
}

type Booted =
  | { readonly kind: 'up'; readonly host: Host }
  | { readonly kind: 'failed'; readonly why: string };

async function bootOnce(lab: Lab, options: BootOptions): Promise<Booted> {
  const folder = mkdtempSync(join(tmpdir(), 'xen-lab-'));
  mkdirSync(join(folder, 'requests'));
  // The computer dies with this process, which a signal may end without a word.
  const dying = ['--pdeathsig', 'KILL', 'qemu-system-x86_64'];
  const computer = spawn('setpriv', [...dying, ...flags(lab, options, folder)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  computer.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  computer.on('error', (error) => {
    said += error.message;
  });
  const die = () => computer.kill('SIGKILL');
  const printed = () => {
    const file = join(folder, 'console');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const host: Host = {
    folder,
    console: printed,
    dom0: (command) => ask(folder, command),
    off: async () => {
      if (runs(computer)) await tell(folder, 'off').catch(die);
      if (!(await until(() => !runs(computer), 20))) die();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  const { patience = 240 } = options;
  const isReady = () => existsSync(join(folder, 'ready'));
  await until(() => isReady() || !runs(computer), patience);
  if (isReady()) return { kind: 'up', host };
  const how = runs(computer) ? `did not come up within ${patience} s` : `ended: ${said}`;
  const last = printed().split('\n').slice(-20).join('\n');
  die();
  await host.off();
  return { kind: 'failed', why: `The Xen lab ${how}\nThe end of its console:\n${last}` };
}

function flags(lab: Lab, { processors, xen }: BootOptions, folder: string): readonly string[] {
  // Where Dom0 runs on a processor that leaves its pool, Xen 4.17 can wait for good.
  const dom0 = 'dom0_mem=384M,max:384M dom0_max_vcpus=1 dom0_vcpus_pin';
  const options = `console=com1 com1=115200,8n1 loglvl=all ${dom0}`;
  const kernel = 'console=hvc0 rdinit=/init quiet';
  return [
    ...['-M', 'pc', '-m', '768', '-smp', String(processors), '-nographic', '-no-reboot'],
    // Emulated SMAP faults Dom0.
    ...['-accel', 'tcg,thread=single', '-cpu', 'max,-smap', '-icount', 'shift=2,sleep=off'],
    ...['-nic', 'none', '-monitor', 'none', '-serial', `file:${join(folder, 'console')}`],
    ...['-serial', `unix:${join(folder, 'line')},server=on,wait=off`],
    ...['-kernel', lab.hypervisor, '-append', `${options} ${xen}`],
    ...['-initrd', `${lab.kernel} ${kernel},${lab.initramfs}`],
    ...['-virtfs', `local,path=${folder},mount_tag=host,security_model=none`],
  ];
}

function runs(computer: ChildProcess): boolean {
  return computer.pid !== undefined && computer.exitCode === null && computer.signalCode === null;
}

/** Waits until a condition holds, at most some seconds; tells whether it holds. */
async function until(condition: () => boolean, seconds: number): Promise<boolean> {
  for (let left = seconds * 20; left > 0 && !condition(); left--) await sleep(50);
  return condition();
}

/** Copies a file into the folder that Dom0 sees, and gives the path that Dom0 knows it by. */
export function share(host: Host, name: string, content: string | Uint8Array): string {
  writeFileSync(join(host.folder, name), content);
  return `/host/${name}`;
}
