import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { clientOptions } from './client-settings.ts';
import { startServer } from './start.ts';
import { browserWorker } from './worker/start-browser.ts';
import { ClientFiles } from './workspace/client-files.ts';

/** A web worker has no files; the editor reads them. */
const worker = globalThis as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(worker),
  new BrowserMessageWriter(worker),
);
let program: string | undefined;
const { shared } = startServer(
  connection,
  new ClientFiles(connection),
  browserWorker(() => program),
);
shared.lsp.LanguageServer.onInitialize(({ initializationOptions }) => {
  program = clientOptions(initializationOptions).analysisProgram;
});
