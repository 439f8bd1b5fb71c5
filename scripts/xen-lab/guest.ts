import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Packages } from './packages.ts';
import { part } from './part.ts';
import { run } from './tools.ts';

const sources = join(import.meta.dirname, 'guest');

/** Code that runs without an operating system, and saves no register that nobody uses. */
const flags = [
  ...['-O2', '-Wall', '-Wextra', '-Werror', '-ffreestanding', '-nostdlib', '-fno-pic', '-static'],
  ...['-no-pie', '-mno-red-zone', '-mgeneral-regs-only', '-fno-stack-protector'],
  ...['-fcf-protection=none', '-fno-asynchronous-unwind-tables'],
  '-D__XEN_INTERFACE_VERSION__=0x00040d00',
  ...['-Wl,-n', '-Wl,--build-id=none', '-Wl,-z,noexecstack'],
];

/** The guest that runs periodic tasks: see guest/guest.c for its command line. */
export function guest({ headers }: Packages): string {
  const texts = readdirSync(sources).map((name) => readFileSync(join(sources, name), 'utf8'));
  const folder = part('guest', [...flags, ...texts], (made) => {
    const include = join(headers, 'usr', 'include');
    const files = ['start.S', 'guest.c', 'xen.c'].map((name) => join(sources, name));
    const script = join(sources, 'guest.lds');
    run('gcc', [...flags, `-I${include}`, '-T', script, ...files, '-o', join(made, 'guest')]);
  });
  return join(folder, 'guest');
}
