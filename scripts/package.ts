import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';

export const vsix = resolve('hypersched.vsix');

/** No one should wait for an editor's extension; what makes it larger is a mistake. */
const largest = 1.5 * 1024 * 1024;

/** Builds everything as it is shipped and packs it. */
export function buildPackage(): void {
  execFileSync(process.execPath, ['scripts/build.ts', '--production'], { stdio: 'inherit' });
  const flags = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    vsix,
  ];
  execFileSync('vsce', ['package', ...flags], {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  const { size } = statSync(vsix);
  if (size > largest) throw new Error(`${vsix} has ${size} bytes, more than ${largest}`);
}
