import {
  commands,
  type Disposable,
  env,
  ProgressLocation,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import { comparingPlacements, comparisonOf } from '../../messages/client/commands.ts';
import { type ComparedScenario, ComparePlacements } from '../../server/protocol.ts';
import { askableFile } from '../dialogs/askable-file.ts';
import { givenFile } from '../dialogs/given-file.ts';
import { fileNameOf } from '../file-name.ts';
import { placementsHtml } from '../placements-html.ts';
import type { Session } from '../session.ts';

/**
 * `Hypersched: Compare Admission Placement` shows the scenarios of the active file with their
 * admission tests in Dom0 and in the hypervisor, side by side. Lenses pass the file's address and
 * the scenario.
 */
export function registerComparePlacements(session: Session): Disposable {
  let panel: WebviewPanel | undefined;
  const command = commands.registerCommand(
    'hypersched.comparePlacements',
    async (target?: unknown, about?: unknown) => {
      const uri = await askableFile(session, givenFile(target));
      if (uri === undefined) return;
      const compared = await compare(session, uri, scenarioOf(about));
      if (compared === null) return;
      const title = comparisonOf(fileNameOf(uri));
      panel ??= opened(() => {
        panel = undefined;
      });
      panel.title = title;
      panel.webview.html = placementsHtml(env.language, title, compared);
      panel.reveal(undefined, true);
    },
  );
  return {
    dispose: () => {
      command.dispose();
      panel?.dispose();
    },
  };
}

function opened(onClosed: () => void): WebviewPanel {
  const panel = window.createWebviewPanel(
    'hypersched.placements',
    '',
    { viewColumn: ViewColumn.Beside, preserveFocus: true },
    { enableScripts: false, enableFindWidget: true },
  );
  panel.onDidDispose(onClosed);
  return panel;
}

/** VS Code's menus pass arbitrary second arguments. */
function scenarioOf(about: unknown): string | undefined {
  return typeof about === 'object' &&
    about !== null &&
    'scenario' in about &&
    typeof about.scenario === 'string'
    ? about.scenario
    : undefined;
}

/** The comparison; `null` if there is none, which is said. */
async function compare(
  { client }: Session,
  uri: Uri,
  scenario: string | undefined,
): Promise<readonly ComparedScenario[] | null> {
  const params = {
    uri: client.code2ProtocolConverter.asUri(uri),
    ...(scenario === undefined ? {} : { scenario }),
  };
  const compared = await window.withProgress(
    { location: ProgressLocation.Notification, title: comparingPlacements(), cancellable: true },
    (_, token) => client.sendRequest(ComparePlacements.type, params, token),
  );
  if (compared.kind === 'compared') return compared.scenarios;
  void window.showWarningMessage(compared.message);
  return null;
}
