import { EmptyFileSystemProvider, type FileSystemNode, type URI } from 'langium';

/** Files by their addresses, in memory. */
export class MemoryFiles extends EmptyFileSystemProvider {
  readonly texts = new Map<string, string>();

  override async exists(uri: URI = missing()): Promise<boolean> {
    return this.texts.has(uri.toString());
  }

  override async readFile(uri: URI = missing()): Promise<string> {
    const text = this.texts.get(uri.toString());
    if (text === undefined) throw new Error(`there is no file ${uri.toString()}`);
    return text;
  }

  override async stat(uri: URI): Promise<FileSystemNode> {
    await this.readFile(uri);
    return { uri, isFile: true, isDirectory: false };
  }
}

function missing(): never {
  throw new Error('no file is named');
}
