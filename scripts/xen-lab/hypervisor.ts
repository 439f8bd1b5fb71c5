import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Packages } from './packages.ts';
import { part } from './part.ts';
import { run } from './tools.ts';

const config = join(import.meta.dirname, 'hypervisor.config');

/**
 * Xen, compiled from Debian's source. Debian's own leaves out RTDS, ARINC653 and null; this one has
 * them, and little else.
 */
export function hypervisor({ source }: Packages): string {
  const inputs = [basename(source), readFileSync(config, 'utf8')];
  return join(
    part('hypervisor', inputs, (folder) => make(source, folder)),
    'xen',
  );
}

/** Xen as Debian ships it, without RTDS, ARINC653 and null. */
export function debianHypervisor({ hypervisor }: Packages): string {
  const folder = part('debian-hypervisor', [hypervisor], (made) => {
    writeFileSync(join(made, 'xen'), gunzipSync(readFileSync(hypervisor)));
  });
  return join(folder, 'xen');
}

function make(source: string, folder: string): void {
  const tree = join(folder, 'tree');
  mkdirSync(tree);
  run('tar', ['xf', source, '-C', tree, '--strip-components=1']);
  const xen = join(tree, 'xen');
  copyFileSync(config, join(xen, '.config'));
  run('make', ['-s', '-C', xen, 'olddefconfig']);
  run('make', ['-s', '-C', xen, `-j${availableParallelism()}`, 'build']);
  copyFileSync(join(xen, 'xen'), join(folder, 'xen'));
  for (const each of readdirSync(folder))
    if (each !== 'xen') rmSync(join(folder, each), { recursive: true });
}
