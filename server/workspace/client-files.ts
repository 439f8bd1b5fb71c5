import {
  EmptyFileSystemProvider,
  type FileSystemNode,
  type FileSystemProvider,
  type URI,
  UriUtils,
} from 'langium';
import type { Connection, RequestType } from 'vscode-languageserver';
import { ClientFile, type FileKind, type FileParams } from '../protocol.ts';

/** Files that the editor reads for the server. If the client does not answer, there are none. */
export class ClientFiles extends EmptyFileSystemProvider {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    super();
    this.#connection = connection;
  }

  override async stat(uri: URI): Promise<FileSystemNode> {
    const kind = await this.#ask(ClientFile.kind, uri);
    if (kind === null) throw new Error(`There is no ${uri.toString(true)}.`);
    return node(uri, kind);
  }

  override async exists(uri?: URI): Promise<boolean> {
    return uri !== undefined && (await this.#ask(ClientFile.kind, uri)) !== null;
  }

  override async readFile(uri?: URI): Promise<string> {
    const text = uri === undefined ? null : await this.#ask(ClientFile.read, uri);
    if (text === null) throw new Error(`The file ${uri?.toString(true)} cannot be read.`);
    return text;
  }

  override async readDirectory(uri?: URI): Promise<FileSystemNode[]> {
    const entries = uri === undefined ? null : await this.#ask(ClientFile.list, uri);
    if (uri === undefined || entries === null) return [];
    return entries.map(({ name, kind }) => node(UriUtils.joinPath(uri, name), kind));
  }

  async #ask<T>(request: RequestType<FileParams, T | null, void>, uri: URI): Promise<T | null> {
    try {
      return await this.#connection.sendRequest(request, { uri: uri.toString() });
    } catch {
      return null;
    }
  }
}

function node(uri: URI, kind: FileKind): FileSystemNode {
  return { uri, isFile: kind === 'file', isDirectory: kind === 'folder' };
}

/** The files of this machine by its own means, all others through the editor. */
export function filesOf(local: FileSystemProvider, connection: Connection): FileSystemProvider {
  const remote = new ClientFiles(connection);
  const files = (uri: URI): FileSystemProvider => (uri.scheme === 'file' ? local : remote);
  return {
    stat: (uri) => files(uri).stat(uri),
    statSync: (uri) => files(uri).statSync(uri),
    exists: (uri) => files(uri).exists(uri),
    existsSync: (uri) => files(uri).existsSync(uri),
    readBinary: (uri) => files(uri).readBinary(uri),
    readBinarySync: (uri) => files(uri).readBinarySync(uri),
    readFile: (uri) => files(uri).readFile(uri),
    readFileSync: (uri) => files(uri).readFileSync(uri),
    readDirectory: (uri) => files(uri).readDirectory(uri),
    readDirectorySync: (uri) => files(uri).readDirectorySync(uri),
  };
}
