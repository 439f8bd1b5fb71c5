import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isSystemError } from './system-error.ts';

/**
 * The file that a path means, with all links followed; it need not be there yet, but its folder
 * does.
 *
 * @throws the file system's error where there is no such folder, or it may not be entered.
 */
export async function meantFile(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'ENOENT') throw error;
  }
  const link = await readlink(path).catch(() => undefined);
  // A link to what is not there yet.
  if (link !== undefined) return meantFile(resolve(dirname(path), link));
  return join(await realpath(dirname(path)), basename(path));
}
