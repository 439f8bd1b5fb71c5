import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { SpecialFile } from '../messages/command/files.ts';

/**
 * Opens a file for `read` if it has an end; otherwise the result is its kind.
 *
 * @throws the file system's error.
 */
export async function withRegularFile<T>(
  path: string,
  read: (file: FileHandle) => Promise<T>,
): Promise<{ readonly special: SpecialFile } | { readonly result: T }> {
  // A blocking open of a pipe would wait for its writer.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const special = specialFile(await file.stat());
    return special === undefined ? { result: await read(file) } : { special };
  } finally {
    await file.close();
  }
}

function specialFile(stats: Stats): SpecialFile | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return 'folder';
  if (stats.isFIFO()) return 'pipe';
  return stats.isSocket() ? 'socket' : 'device';
}
