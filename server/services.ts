import type { FileSystemProvider } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { createHyperschedServices, type HyperschedServices } from '../language/module.ts';
import { HyperschedLexer } from '../language/syntax/lexer.ts';
import { speak } from '../messages/locale.ts';
import { HyperschedCodeActionProvider } from './actions/code-action-provider.ts';
import { CoreActions } from './actions/core-actions.ts';
import { RefactoringActions } from './actions/refactorings/refactoring-actions.ts';
import { RemedyActions } from './actions/remedy-actions.ts';
import { AnalysisResults } from './analysis/results.ts';
import { clientOptions } from './client-settings.ts';
import { HyperschedInlayHintProvider } from './hints/inlay-hint-provider.ts';
import { VerdictHoverProvider } from './hover/hover-provider.ts';
import { HyperschedCodeLensProvider } from './lenses/code-lens-provider.ts';
import { LiveSettings } from './live-settings.ts';
import { AnalysisWorker } from './worker/analysis-worker.ts';
import type { StartWorker } from './worker/start-worker.ts';
import { AnnouncingDocumentBuilder } from './workspace/document-builder.ts';
import { HyperschedDocumentUpdateHandler } from './workspace/document-update-handler.ts';
import { HyperschedWorkspaceManager } from './workspace/workspace-manager.ts';

/** The services of a language server: the language, and the answers from the analysis' results. */
export interface ServerServices {
  readonly shared: LangiumSharedServices;
  readonly language: HyperschedServices;
  readonly builder: AnnouncingDocumentBuilder;
  readonly results: AnalysisResults;
  readonly worker: AnalysisWorker;
  readonly actions: HyperschedCodeActionProvider;
  readonly hints: HyperschedInlayHintProvider;
  readonly settings: LiveSettings;
}

/**
 * The parser cannot be stopped. It takes about half a second for a text of this length, which holds
 * some 40,000 tasks.
 */
const MOST_CHARACTERS = 2_000_000;

export function createServerServices(
  connection: Connection,
  files: FileSystemProvider,
  startWorker: StartWorker,
): ServerServices {
  const results = new AnalysisResults();
  const worker = new AnalysisWorker(startWorker, (message, reason) => {
    connection.console.warn(`${message}: ${reason}`);
  });
  const clientCommands = new Set<string>();
  const clientHas = (command: string) => clientCommands.has(command);
  const refactorings = new RefactoringActions(worker, () => Hypersched);
  const actions = new HyperschedCodeActionProvider(
    results,
    new RemedyActions(worker),
    new CoreActions(worker, () => Hypersched),
    refactorings,
    clientHas,
  );
  const hints = new HyperschedInlayHintProvider(results);
  const { shared, Hypersched } = createHyperschedServices(
    { connection, fileSystemProvider: () => files },
    {
      shared: {
        lsp: { DocumentUpdateHandler: (services) => new HyperschedDocumentUpdateHandler(services) },
        workspace: {
          DocumentBuilder: (services) => new AnnouncingDocumentBuilder(services),
          WorkspaceManager: (services) => new HyperschedWorkspaceManager(services),
        },
      },
      language: {
        parser: {
          Lexer: (services) =>
            new HyperschedLexer(
              services,
              services.parser.LexerErrorMessageProvider,
              MOST_CHARACTERS,
            ),
        },
        lsp: {
          CodeActionProvider: () => actions,
          CodeLensProvider: () => new HyperschedCodeLensProvider(results, clientHas),
          HoverProvider: (services) => new VerdictHoverProvider(services, results, clientHas),
          InlayHintProvider: () => hints,
        },
      },
    },
  );
  const builder = shared.workspace.DocumentBuilder;
  if (!(builder instanceof AnnouncingDocumentBuilder))
    throw new Error('the builds of this builder are not announced');
  shared.lsp.LanguageServer.onInitialize(({ initializationOptions }) => {
    const { commands, translations } = clientOptions(initializationOptions);
    for (const command of commands) clientCommands.add(command);
    if (translations !== undefined) speak(translations);
  });
  const settings = new LiveSettings();
  const { ConfigurationProvider } = shared.workspace;
  const readSettings = () => {
    settings.read(ConfigurationProvider).catch((error: unknown) => {
      connection.console.warn(String(error));
    });
  };
  shared.lsp.LanguageServer.onInitialized(readSettings);
  ConfigurationProvider.onConfigurationSectionUpdate(readSettings);
  return { shared, language: Hypersched, builder, results, worker, actions, hints, settings };
}
