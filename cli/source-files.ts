import type { URI } from 'langium';
import { NodeFileSystemProvider } from 'langium/node';
import { NotAFile } from '../language/regular-files.ts';
import { readSource } from './source-text.ts';

/** The file system of imports. It refuses a file that is no text as the command line does. */
export class SourceFiles extends NodeFileSystemProvider {
  override async readFile(uri: URI): Promise<string> {
    const source = await readSource(uri.fsPath);
    if (source.kind === 'refused') {
      if (source.special !== undefined) throw new NotAFile(uri);
      throw new Error(`${uri.fsPath} ${source.why}.`);
    }
    return source.text;
  }
}
