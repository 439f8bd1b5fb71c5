import type { FileSystemProvider } from 'langium';
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
  addWorkspaceSymbolHandler,
} from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { startAnalysis } from './analysis/start-analysis.ts';
import { answerAfterAnalysis } from './answers.ts';
import { createServerServices, type ServerServices } from './services.ts';
import { startSystemRequests } from './system/start-system-requests.ts';

/**
 * The language server on a connection, over a file system: all that its Node and its browser program have in common.
 * Langium's own start would also publish the diagnostics of the text by themselves; here they are published together
 * with the findings of the analysis.
 */
export function startServer(connection: Connection, files: FileSystemProvider): ServerServices {
  const services = createServerServices(connection, files);
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
    addWorkspaceSymbolHandler,
  ]) {
    addHandler(connection, shared);
  }
  startAnalysis(connection, services);
  answerAfterAnalysis(connection, services);
  startSystemRequests(connection, services);
  connection.onInitialize((params) => shared.lsp.LanguageServer.initialize(params));
  connection.onInitialized((params) => shared.lsp.LanguageServer.initialized(params));
  shared.workspace.TextDocuments.listen(connection);
  connection.listen();
  return services;
}
