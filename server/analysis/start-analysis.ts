import { isOperationCancelled, URI } from 'langium';
import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { noSuchHyperschedFile } from '../../messages/editor/server.ts';
import { canceled } from '../answers.ts';
import { onChecked } from '../checked-requests.ts';
import { clientOptions } from '../client-settings.ts';
import { faultLog } from '../fault-log.ts';
import { AnalysisFinished, Check, SearchLonger } from '../protocol.ts';
import { checkParamsSchema, systemParamsSchema } from '../protocol-schemas.ts';
import type { ServerServices } from '../services.ts';
import { searchLonger } from '../system/search-longer.ts';
import { createAnalyzer, createDecider } from './analyzing.ts';
import { explained } from './code-pages.ts';
import { DiagnosticsBoard } from './diagnostics-board.ts';
import { diagnosticsByDocument } from './diagnostics-by-document.ts';
import { fileResult } from './file-result.ts';
import { showProgressIfLong } from './progress.ts';
import { refreshOthers } from './refresh.ts';
import { withShownSeverity } from './shown-severity.ts';
import { AnalysisStage } from './stage.ts';

/** Analyzes the known systems after each change, publishes their findings, and answers `Check`. */
export function startAnalysis(connection: Connection, services: ServerServices): void {
  const { shared, results, settings } = services;
  const { LangiumDocuments, TextDocuments } = shared.workspace;
  let codePages: string | undefined;
  const versionOf = (uri: string) => TextDocuments.get(uri)?.version;
  const board = new DiagnosticsBoard(
    ({ diagnostics, ...params }) => {
      connection.sendDiagnostics({
        ...params,
        diagnostics: diagnostics.map((diagnostic) => explained(diagnostic, codePages)),
      });
    },
    (diagnostic) => withShownSeverity(diagnostic, settings),
  );
  settings.onChange(() => board.showAgain(versionOf));
  const log = faultLog(connection);
  const refresh = refreshOthers(connection, services, log);
  let showsProgress = false;
  shared.lsp.LanguageServer.onInitialize(({ capabilities, initializationOptions }) => {
    showsProgress = capabilities.window?.workDoneProgress === true;
    const links = capabilities.textDocument?.publishDiagnostics?.codeDescriptionSupport === true;
    codePages = links ? clientOptions(initializationOptions).codePages : undefined;
  });

  const stage = new AnalysisStage(services, {
    board,
    begin: createAnalyzer(services),
    patience: () => settings.analysis.patience * 1_000_000_000,
    decide: createDecider(services),
    diagnose: diagnosticsByDocument,
    versionOf,
    log,
    onRun() {
      const hideProgress = showsProgress
        ? showProgressIfLong(connection, (error) => log('No progress can be shown', error))
        : () => {};
      return (analyzed) => {
        hideProgress();
        refresh(analyzed);
        for (const uri of analyzed) {
          connection.sendNotification(
            AnalysisFinished.type,
            fileResult(uri, LangiumDocuments, results, board),
          );
        }
      };
    },
  });

  settings.onChange(() => stage.followPatience());
  onChecked(connection, SearchLonger.type, systemParamsSchema, async ({ uri }, token) => {
    try {
      await results.settled(token);
      return await searchLonger(results.systemsWith(uri), stage, token);
    } catch (error) {
      if (!isOperationCancelled(error)) throw error;
      return canceled();
    }
  });
  onChecked(connection, Check.type, checkParamsSchema, async ({ uri }, token) => {
    try {
      await results.settled(token);
    } catch (error) {
      if (!isOperationCancelled(error)) throw error;
      return canceled();
    }
    if (uri === undefined) {
      return LangiumDocuments.all
        .map((document) => fileResult(document.uri.toString(), LangiumDocuments, results, board))
        .toArray();
    }
    const known = await bringIn(URI.parse(uri), services);
    return [fileResult(known, LangiumDocuments, results, board)];
  });
}

/** Reads and analyzes a file that may be new to the server. */
async function bringIn(uri: URI, { shared, results }: ServerServices): Promise<string> {
  const { LangiumDocuments, WorkspaceLock, DocumentBuilder, FileSystemProvider } = shared.workspace;
  if (!LangiumDocuments.hasDocument(uri)) {
    if (!shared.ServiceRegistry.hasServices(uri) || !(await FileSystemProvider.exists(uri))) {
      throw new ResponseError(
        LSPErrorCodes.RequestFailed,
        noSuchHyperschedFile(uri.toString(true)),
      );
    }
    await WorkspaceLock.write((token) => DocumentBuilder.update([uri], [], token));
    await results.settled();
  }
  return uri.toString();
}
