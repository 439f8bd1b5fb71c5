import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder that keeps the parts of the lab between runs. */
const cache = join(
  process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
  'hypersched',
  'xen-lab',
);

/**
 * The folder of one part of the lab. It is made where none was made of the same inputs before. Its
 * name tells the inputs, so that a change of them makes another and the old one goes.
 */
export function part(
  name: string,
  inputs: readonly string[],
  make: (folder: string) => void,
): string {
  const digest = createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 16);
  const folder = join(cache, `${name}-${digest}`);
  if (existsSync(folder)) return folder;
  console.log(`Making the Xen lab: ${name} …`);
  mkdirSync(cache, { recursive: true });
  // A part is whole or not there: it is made beside its place.
  const beside = mkdtempSync(join(cache, 'new-'));
  try {
    make(beside);
    for (const old of readdirSync(cache))
      if (old.startsWith(`${name}-`)) rmSync(join(cache, old), { recursive: true, force: true });
    renameSync(beside, folder);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
  return folder;
}
