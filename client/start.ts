import { EventEmitter, type ExtensionContext, l10n, window } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { serverRuns } from '../messages/client/log.ts';
import { speak } from '../messages/locale.ts';
import { AnalysisFinished, type FileResult } from '../server/protocol.ts';
import { clientOptions } from './client-options.ts';
import { registerCheck } from './commands/check.ts';
import { registerChooseWindows } from './commands/choose-windows.ts';
import { registerComparePlacements } from './commands/compare-placements.ts';
import { registerFirstFile } from './commands/first-file.ts';
import { registerGoToSource } from './commands/go-to-source.ts';
import { registerLaneCommands } from './commands/lane.ts';
import { registerRestart } from './commands/restart.ts';
import { registerSearchLonger } from './commands/search-longer.ts';
import { registerSimulate } from './commands/simulate.ts';
import { VerdictView } from './schedulability/verdict-view.ts';
import { serveFiles } from './serve-files.ts';
import type { Session } from './session.ts';
import { registerCompareRuns } from './simulate/compare-panel.ts';
import { SimulatePanels } from './simulate/simulate-panels.ts';
import { TraceEditor } from './simulate/trace-editor.ts';
import { ExpectationTests } from './testing/expectation-tests.ts';
import { VerdictStatusBar } from './verdicts/verdict-status-bar.ts';
import { followWalkthrough } from './walkthrough.ts';

/** Creates the platform's client: with a process under Node, with a worker in a browser. */
export type MakeClient = (
  id: string,
  name: string,
  options: LanguageClientOptions,
) => BaseLanguageClient;

export interface Extension {
  readonly session: Session;
  stop(): Promise<void>;
}

/**
 * Starts the parts that the Node and the browser entry share. Resolves when the server runs or has
 * failed to start.
 */
export async function start(context: ExtensionContext, makeClient: MakeClient): Promise<Extension> {
  if (l10n.bundle !== undefined) speak(l10n.bundle);
  const log = window.createOutputChannel('Hypersched', { log: true });
  const client = makeClient(
    'hypersched',
    'Hypersched',
    clientOptions(log, context.extensionUri, l10n.bundle),
  );
  const analyzed = new EventEmitter<FileResult>();
  const session: Session = { client, log, onAnalysis: analyzed.event };
  const panels = new SimulatePanels(session, context.extensionUri);
  context.subscriptions.push(
    log,
    analyzed,
    client.onNotification(AnalysisFinished.type, (result) => analyzed.fire(result)),
    new VerdictStatusBar(session),
    new VerdictView(session),
    new ExpectationTests(session),
    registerCheck(session),
    registerChooseWindows(session),
    registerSearchLonger(session),
    registerComparePlacements(session),
    registerRestart(session),
    registerFirstFile(context.extensionUri),
    registerGoToSource(session),
    panels,
    registerSimulate(panels, session),
    registerLaneCommands(panels),
    serveFiles(client),
    followWalkthrough(session),
    TraceEditor.register(context.extensionUri, session, context.workspaceState),
    registerCompareRuns(context.extensionUri, session, context.workspaceState),
  );
  try {
    await client.start();
    log.info(serverRuns(context.extension.packageJSON.version));
  } catch (error) {
    // The client has shown the error. The commands and the status bar stay for another try.
    log.error(error instanceof Error ? error : String(error));
  }
  return {
    session,
    stop: async () => {
      if (client.needsStop()) await client.stop();
    },
  };
}
