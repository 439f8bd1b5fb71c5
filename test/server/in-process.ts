import { PassThrough } from 'node:stream';
import { EmptyFileSystem, type FileSystemProvider } from 'langium';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type { ServerServices } from '../../server/services.ts';
import { startServer } from '../../server/start.ts';
import { inProcessWithin } from '../../server/worker/start-in-process.ts';
import type { StartWorker } from '../../server/worker/start-worker.ts';
import { type ClientOptions, LspClient } from './lsp-client.ts';

/** A busy machine may hold up any step for long. */
export const unhurried = inProcessWithin(Number.POSITIVE_INFINITY);

export interface InProcessServer {
  readonly client: LspClient;
  readonly services: ServerServices;
}

/** A server in this process, and a client that talks to it as to another process. */
export async function startInProcess(
  options: ClientOptions & {
    readonly files?: FileSystemProvider;
    readonly worker?: StartWorker;
  } = {},
): Promise<InProcessServer> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  const services = startServer(
    connection,
    options.files ?? EmptyFileSystem.fileSystemProvider(),
    options.worker ?? unhurried,
  );
  const client = new LspClient(
    createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer)),
  );
  await client.start(options);
  return { client, services };
}
