import { DocumentState, type FileSystemProvider } from 'langium';
import {
  addCompletionHandler,
  addConfigurationChangeHandler,
  addDocumentHighlightHandler,
  addDocumentLinkHandler,
  addDocumentSymbolHandler,
  addDocumentUpdateHandler,
  addFindReferencesHandler,
  addFoldingRangeHandler,
  addFormattingHandler,
  addGotoDefinitionHandler,
  addRenameHandler,
  addSemanticTokenHandler,
  addSignatureHelpHandler,
  addWorkspaceSymbolHandler,
  createRequestHandler,
} from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { selectionRange } from '../language/editing/selection-ranges.ts';
import { linkedEditingRanges } from '../language/references/linked-editing.ts';
import { startAnalysis } from './analysis/start-analysis.ts';
import { answerAfterAnalysis } from './answers.ts';
import { startExpectationRequests } from './expectations/start-expectation-requests.ts';
import { startVerdictRequests } from './schedulability/start-verdict-requests.ts';
import { createServerServices, type ServerServices } from './services.ts';
import { startSystemRequests } from './system/start-system-requests.ts';
import type { StartWorker } from './worker/start-worker.ts';

/**
 * The language server on a connection, over a file system, with a worker for the analysis: the
 * common part of its Node and its browser program. Langium's own start would publish the text's
 * diagnostics alone; this one publishes them together with the findings of the analysis.
 */
export function startServer(
  connection: Connection,
  files: FileSystemProvider,
  startWorker: StartWorker,
): ServerServices {
  const services = createServerServices(connection, files, startWorker);
  const { shared } = services;
  for (const addHandler of [
    addDocumentUpdateHandler,
    addConfigurationChangeHandler,
    addCompletionHandler,
    addDocumentHighlightHandler,
    addDocumentLinkHandler,
    addDocumentSymbolHandler,
    addFindReferencesHandler,
    addFoldingRangeHandler,
    addFormattingHandler,
    addGotoDefinitionHandler,
    addRenameHandler,
    addSemanticTokenHandler,
    addSignatureHelpHandler,
    addWorkspaceSymbolHandler,
  ]) {
    addHandler(connection, shared);
  }
  connection.onSelectionRanges(
    createRequestHandler(
      (_, document, { positions }) =>
        positions.map((position) => selectionRange(document, position)),
      shared,
      DocumentState.Parsed,
    ),
  );
  connection.languages.onLinkedEditingRange(
    createRequestHandler(
      (_, document, { position }) => linkedEditingRanges(services.language, document, position),
      shared,
      DocumentState.IndexedReferences,
    ),
  );
  startAnalysis(connection, services);
  answerAfterAnalysis(connection, services);
  startSystemRequests(connection, services);
  startVerdictRequests(connection, services);
  startExpectationRequests(connection, services);
  connection.onInitialize(async (params) => {
    const result = await shared.lsp.LanguageServer.initialize(params);
    const added = { selectionRangeProvider: true, linkedEditingRangeProvider: true };
    return { ...result, capabilities: { ...result.capabilities, ...added } };
  });
  connection.onInitialized((params) => shared.lsp.LanguageServer.initialized(params));
  connection.onShutdown(() => services.worker.dispose());
  shared.workspace.TextDocuments.listen(connection);
  connection.listen();
  return services;
}
