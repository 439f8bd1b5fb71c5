import {
  commands,
  Disposable,
  EventEmitter,
  ProgressLocation,
  Uri,
  window,
  workspace,
} from 'vscode';
import { State } from 'vscode-languageclient';
import {
  comparingPlacements,
  nothingToCheck,
  serverNotRunning,
} from '../../messages/client/commands.ts';
import { ComparePlacements } from '../../server/protocol.ts';
import { activeFile } from '../active-file.ts';
import type { Session } from '../session.ts';

/** The scheme of documents that show a comparison. */
const SCHEME = 'hypersched-admission';

/**
 * `Hypersched: Compare Admission Placement` shows the scenarios of the active file with their
 * admission tests in Dom0 and in the hypervisor, side by side. Lenses pass the file's address and
 * the scenario.
 */
export function registerComparePlacements(session: Session): Disposable {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  return Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    }),
    workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
    commands.registerCommand(
      'hypersched.comparePlacements',
      async (target?: unknown, about?: unknown) => {
        const uri = addressOf(target) ?? activeFile()?.uri;
        const markdown = await compare(session, uri, scenarioOf(about));
        if (uri === undefined || markdown === null) return;
        const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
        const shown = Uri.from({ scheme: SCHEME, path: `/${name}.md`, query: uri.toString() });
        texts.set(shown.toString(), markdown);
        changed.fire(shown);
        await commands.executeCommand('markdown.showPreviewToSide', shown);
      },
    ),
  );
}

function addressOf(target: unknown): Uri | undefined {
  if (target instanceof Uri) return target;
  return typeof target === 'string' ? Uri.parse(target) : undefined;
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

/** The comparison as Markdown; `null` if there is none, which is said. */
async function compare(
  { client }: Session,
  uri: Uri | undefined,
  scenario: string | undefined,
): Promise<string | null> {
  if (client.state !== State.Running) {
    void window.showErrorMessage(serverNotRunning());
    return null;
  }
  if (uri === undefined) {
    void window.showInformationMessage(nothingToCheck());
    return null;
  }
  const params = {
    uri: client.code2ProtocolConverter.asUri(uri),
    ...(scenario === undefined ? {} : { scenario }),
  };
  const compared = await window.withProgress(
    { location: ProgressLocation.Notification, title: comparingPlacements(), cancellable: true },
    (_, token) => client.sendRequest(ComparePlacements.type, params, token),
  );
  if (compared.kind === 'document') return compared.markdown;
  void window.showWarningMessage(compared.message);
  return null;
}
