import { posix } from 'node:path';

const FILES = 15;

/** Folders with more than {@link FILES} files beside each other: nobody finds anything in there. */
export function fullFolders(paths: readonly string[]): readonly string[] {
  const folders = Map.groupBy(paths, posix.dirname);
  return [...folders]
    .filter(([, files]) => files.length > FILES)
    .map(
      ([folder, { length }]) => `${folder}/: ${length} files beside each other, ${FILES} at most`,
    );
}
