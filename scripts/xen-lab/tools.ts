import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installFromDebian } from '../debian/install-from-debian.ts';

/** The programs that make and boot the lab, each with the Debian package it comes from. */
const tools: Readonly<Record<string, string>> = {
  'qemu-system-x86_64': 'qemu-system-x86',
  setpriv: 'util-linux',
  'apt-get': 'apt',
  'dpkg-deb': 'dpkg',
  gcc: 'gcc',
  make: 'make',
  python3: 'python3',
  flex: 'flex',
  bison: 'bison',
  cpio: 'cpio',
  xz: 'xz-utils',
};

/** The firmware of the emulated computer, which QEMU does not demand. */
const firmware = '/usr/share/seabios/bios-256k.bin';

/** The headers that programs for Dom0 are compiled with. */
const headers = '/usr/include/x86_64-linux-gnu/bits/types.h';

/** Sees that the lab's tools are there. As root it installs Debian's, otherwise it throws. */
export function needTools(): void {
  if (process.arch !== 'x64' || process.platform !== 'linux')
    throw new Error('The Xen lab is made on Linux on x86-64 only; the other tests run anywhere.');
  const packages = missing();
  if (packages.length === 0) return;
  installFromDebian(...packages);
  const still = missing();
  if (still.length > 0)
    throw new Error(
      `The Xen lab needs ${still.join(', ')}. Install them (\`apt-get install ${still.join(' ')}\`), ` +
        'or run this as root on a Debian, which then installs them.',
    );
}

function missing(): readonly string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const packages = Object.entries(tools)
    .filter(([program]) => !folders.some((folder) => existsSync(join(folder, program))))
    .map(([, name]) => name);
  if (!existsSync(firmware)) packages.push('seabios');
  if (!existsSync(headers)) packages.push('libc6-dev');
  return packages;
}

/** Runs a program and gives what it printed; where it fails, throws what it said. */
export function run(program: string, flags: readonly string[], directory?: string): string {
  const { status, error, stdout, stderr } = spawnSync(program, flags, {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return stdout;
  const said = error?.message ?? `${stdout}${stderr}`.split('\n').slice(-30).join('\n');
  throw new Error(`${program} ${flags.join(' ')} failed:\n${said}`);
}
