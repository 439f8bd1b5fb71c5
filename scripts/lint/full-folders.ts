import { posix } from 'node:path';

const FILES = 15;

/**
 * The folders with more than {@link FILES} files beside each other, in which nobody finds anything.
 */
export function fullFolders(paths: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const folder of paths.map(posix.dirname)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > FILES)
    .map(([folder, count]) => `${folder}/: ${count} files beside each other, ${FILES} at most`);
}
