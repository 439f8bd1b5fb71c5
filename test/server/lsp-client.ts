import { type ChildProcess, spawn } from 'node:child_process';
import {
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  type FileChangeType,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type Range,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  WorkDoneProgressCreateRequest,
} from 'vscode-languageserver-protocol/node';
import { AnalysisFinished, Check, type FileResult } from '../../server/protocol.ts';

export interface ClientOptions {
  /** The URI of the opened folder. */
  readonly folder?: string;
  /** The commands that the client claims to have. */
  readonly commands?: readonly string[];
  /** The settings below `hypersched`. */
  readonly settings?: unknown;
  /** The server's sentences in the client's language. */
  readonly translations?: Readonly<Record<string, string>>;
}

/** A client of the language server, over any connection, that acts as an editor. */
export class LspClient {
  readonly connection: ProtocolConnection;
  /** The messages at the level of errors and warnings. */
  readonly complaints: string[] = [];
  readonly results: FileResult[] = [];
  /** The kinds of answers that the server wants the client to request again. */
  readonly refreshed: string[] = [];
  capabilities: InitializeResult['capabilities'] = {};
  readonly #diagnostics = new Map<string, readonly Diagnostic[]>();
  readonly #versions = new Map<string, number>();

  constructor(connection: ProtocolConnection) {
    this.connection = connection;
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.#diagnostics.set(uri, diagnostics);
    });
    connection.onNotification(AnalysisFinished.type, (result) => {
      this.results.push(result);
    });
    connection.onNotification(LogMessageNotification.type, ({ type, message }) => {
      if (type <= 2) this.complaints.push(message);
    });
    connection.onRequest(RegistrationRequest.type, () => {});
    connection.onRequest(WorkDoneProgressCreateRequest.type, () => {});
    for (const what of ['codeLens', 'inlayHint']) {
      connection.onRequest(`workspace/${what}/refresh`, () => {
        this.refreshed.push(what);
        return null;
      });
    }
    connection.listen();
  }

  async start({
    folder,
    commands = [],
    settings = null,
    translations,
  }: ClientOptions = {}): Promise<this> {
    this.connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => settings));
    const result = await this.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: folder ?? null,
      initializationOptions: { commands, codePages: 'file:///pages', translations },
      capabilities: {
        workspace: {
          configuration: true,
          workspaceFolders: true,
          codeLens: { refreshSupport: true },
          inlayHint: { refreshSupport: true },
        },
        window: { workDoneProgress: true },
        textDocument: {
          publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
          completion: { completionItem: { snippetSupport: true } },
          rename: { prepareSupport: true },
        },
      },
      workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'test' }],
    });
    this.capabilities = result.capabilities;
    await this.connection.sendNotification(InitializedNotification.type, {});
    return this;
  }

  async open(uri: string, text: string): Promise<void> {
    this.#versions.set(uri, 1);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'hypersched', version: 1, text },
    });
  }

  /** Replaces the whole text of an open document. */
  async change(uri: string, text: string): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  /** Replaces a stretch of an open document, as typing does. */
  async edit(uri: string, range: Range, text: string): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
  }

  async close(uri: string): Promise<void> {
    this.#versions.delete(uri);
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri },
    });
  }

  async fileChanged(uri: string, type: FileChangeType): Promise<void> {
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri, type }],
    });
  }

  /** The results for one file or for all, after the analysis of everything sent so far. */
  check(uri?: string): Promise<readonly FileResult[]> {
    return this.connection.sendRequest(Check.type, uri === undefined ? {} : { uri });
  }

  /** The diagnostics of a document in the Problems view. */
  diagnostics(uri: string): readonly Diagnostic[] {
    return this.#diagnostics.get(uri) ?? [];
  }

  /** Stops listening. A server in the same process is not told, for it would end the process. */
  dispose(): void {
    this.connection.end();
    this.connection.dispose();
  }

  /** Shuts the server down and ends it. */
  async stop(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    this.dispose();
  }
}

export interface SpawnedServer {
  readonly client: LspClient;
  readonly process: ChildProcess;
  /** Its output on standard error. */
  stderr(): string;
  /** Shuts it down as an editor does. The result is its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts a bundled server as an editor does: a separate process, over standard input and output.
 */
export async function spawnServer(
  bundle: string,
  options: ClientOptions = {},
): Promise<SpawnedServer> {
  const child = spawn(process.execPath, [bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
  const client = new LspClient(
    createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    ),
  );
  await client.start(options);
  return {
    client,
    process: child,
    stderr: () => stderr,
    stop: async () => {
      await client.stop();
      return exited;
    },
  };
}
