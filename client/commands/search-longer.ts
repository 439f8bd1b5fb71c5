import { commands, type Disposable, ProgressLocation, window } from 'vscode';
import { searchingLonger } from '../../messages/editor/search.ts';
import { SearchLonger } from '../../server/protocol.ts';
import { askableFile } from '../dialogs/askable-file.ts';
import { givenFile } from '../dialogs/given-file.ts';
import type { Session } from '../session.ts';

/**
 * `Hypersched: Search Longer` searches on for the verdicts of machines that a search has left open,
 * ten times as long as before. A change of the text ends it, and so does the person.
 */
export function registerSearchLonger(session: Session): Disposable {
  return commands.registerCommand('hypersched.searchLonger', (target?: unknown) =>
    search(session, target),
  );
}

async function search(session: Session, target: unknown): Promise<void> {
  const uri = await askableFile(session, givenFile(target));
  if (uri === undefined) return;
  const { client } = session;
  const { kind, message } = await window.withProgress(
    { location: ProgressLocation.Notification, title: searchingLonger(), cancellable: true },
    (_, token) =>
      client.sendRequest(
        SearchLonger.type,
        { uri: client.code2ProtocolConverter.asUri(uri) },
        token,
      ),
  );
  if (kind === 'open') void window.showWarningMessage(message);
  else void window.showInformationMessage(message);
}
