import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder that keeps the parts of the lab between runs. */
const cache = join(
  process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
  'hypersched',
  'xen-lab',
);

/** The age in ms at which a part that was not made again goes: other checkouts may use it. */
const oldest = 14 * 24 * 60 * 60 * 1000;

/**
 * The folder of one part of the lab. It is made where none was made of the same inputs before. Its
 * name tells the inputs, so that a change of them makes another; the old one goes later.
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
    for (const old of readdirSync(cache).map((each) => join(cache, each)))
      if (Date.now() - statSync(old).mtimeMs > oldest)
        rmSync(old, { recursive: true, force: true });
    // Another run may have made the same part meanwhile.
    if (!existsSync(folder)) renameSync(beside, folder);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
  return folder;
}
