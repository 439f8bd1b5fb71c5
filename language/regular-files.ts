import type { FileSystemProvider, URI } from 'langium';
import { noRegularFile } from '../messages/editing/names.ts';

/** The error for a path that leads to a pipe, a device or a folder. */
export class NotAFile extends Error {
  constructor(uri: URI) {
    super(noRegularFile(uri.toString(true)));
  }
}

/**
 * The same files, of which regular ones only can be read: a pipe keeps its reader waiting, and a
 * device may have no end.
 *
 * @throws NotAFile when another one is read.
 */
export function regularFilesOf(files: FileSystemProvider): FileSystemProvider {
  return {
    stat: (uri) => files.stat(uri),
    statSync: (uri) => files.statSync(uri),
    exists: (uri) => files.exists(uri),
    existsSync: (uri) => files.existsSync(uri),
    readBinary: (uri) => files.readBinary(uri),
    readBinarySync: (uri) => files.readBinarySync(uri),
    readFile: async (uri) => {
      if (!(await files.stat(uri)).isFile) throw new NotAFile(uri);
      return files.readFile(uri);
    },
    readFileSync: (uri) => {
      if (!files.statSync(uri).isFile) throw new NotAFile(uri);
      return files.readFileSync(uri);
    },
    readDirectory: (uri) => files.readDirectory(uri),
    readDirectorySync: (uri) => files.readDirectorySync(uri),
  };
}
