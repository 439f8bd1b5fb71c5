import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };

/** The oldest Node that the package promises to run under. */
export const oldestNodeVersion = `${packageJson.engines.node.replace('>=', '')}.0`;

const cache = resolve('.cache', 'node', oldestNodeVersion);

/**
 * The program of that Node: the running one where it is that version, else the registry's, kept in
 * .cache/.
 */
export function oldestNode(): string {
  if (process.versions.node === oldestNodeVersion) return process.execPath;
  const [name, ...program] =
    process.platform === 'win32' ? ['win', 'node.exe'] : [process.platform, 'bin', 'node'];
  const module = `node-${name}-${process.arch}`;
  if (!existsSync(cache)) install(`${module}@${oldestNodeVersion}`);
  return join(cache, 'node_modules', module, ...program);
}

/**
 * Several tests may begin at once. Each installs into a folder of its own, so an installed copy is
 * always whole.
 */
function install(module: string): void {
  mkdirSync(resolve('.cache', 'node'), { recursive: true });
  const beside = mkdtempSync(`${cache}-`);
  writeFileSync(join(beside, 'package.json'), '{ "private": true }\n');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', '--no-save', ...flags, module], {
    cwd: beside,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  try {
    renameSync(beside, cache);
  } catch (error) {
    if (!existsSync(cache)) throw error;
    rmSync(beside, { recursive: true, force: true });
  }
}
