import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';

export const vsix = resolve('hypersched.vsix');

/**
 * The largest size of the package in bytes, a fifth of it pictures. Nobody should wait for an
 * extension, so a larger one is a mistake.
 */
export const largestPackage = 2.25 * 1024 * 1024;

/** Builds and packs everything as it ships. */
export function buildPackage(): void {
  console.log('Building the package …');
  quietly(process.execPath, ['scripts/build.ts', '--production']);
  const flags = ['--no-dependencies', '--no-rewrite-relative-links', '--out', vsix];
  quietly('vsce', ['package', ...flags]);
  const { size } = statSync(vsix);
  if (size > largestPackage)
    throw new Error(`${vsix} has ${size} bytes, more than ${largestPackage}`);
}

/** Runs a program. Its output is of interest only if it fails, which ends this process too. */
function quietly(program: string, args: readonly string[]): void {
  const shell = process.platform === 'win32' && program !== process.execPath;
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', shell });
  if (status === 0) return;
  console.error(error?.message ?? `${stdout}${stderr}`);
  process.exit(1);
}
