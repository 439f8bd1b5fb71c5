import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';

export const vsix = resolve('hypersched.vsix');

/**
 * The largest size of the package in bytes. Nobody should wait for an extension, so a larger one is
 * a mistake.
 */
const largest = 1.5 * 1024 * 1024;

/** Builds and packs everything as it ships. */
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
