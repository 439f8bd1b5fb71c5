import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isSystemError } from './system-error.ts';

/**
 * The file behind a path, with all links followed. It may not exist yet, but its folder must.
 *
 * @throws the file system's error if there is no such folder, or it may not be entered.
 */
export async function meantFile(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'ENOENT') throw error;
  }
  const link = await readlink(path).catch(() => undefined);
  // A link may lead to a file that does not exist yet.
  if (link !== undefined) return meantFile(resolve(dirname(path), link));
  return join(await realpath(dirname(path)), basename(path));
}
