import { spawnSync } from 'node:child_process';
import { installFromDebian } from './install-from-debian.ts';

/** The Neovim on the path. As root it installs Debian's where there is none. */
export function neovim(): string {
  const program = process.env.HYPERSCHED_NEOVIM ?? 'nvim';
  if (runs(program) || (installFromDebian('neovim') && runs(program))) return program;
  throw new Error(
    'The test of other editors needs Neovim, and none was found. Install it (Debian: `apt-get install neovim`), ' +
      'or set HYPERSCHED_NEOVIM to its path.',
  );
}

function runs(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}
