import { commands, type Disposable, ProgressLocation, type Uri, window, workspace } from 'vscode';
import { choosingWindows, windowsWritten } from '../../messages/client/commands.ts';
import { ChooseWindows } from '../../server/protocol.ts';
import { askableFile } from '../dialogs/askable-file.ts';
import type { Session } from '../session.ts';

/**
 * `Hypersched: Choose the Windows` writes the best proven windows of the active file's machines in
 * place of the present ones; undo takes them back.
 */
export function registerChooseWindows(session: Session): Disposable {
  return commands.registerCommand('hypersched.chooseWindows', (uri?: Uri) => choose(session, uri));
}

async function choose(session: Session, given: Uri | undefined): Promise<void> {
  const uri = await askableFile(session, given);
  if (uri === undefined) return;
  const { client } = session;
  const chosen = await window.withProgress(
    { location: ProgressLocation.Notification, title: choosingWindows(), cancellable: true },
    (_, token) =>
      client.sendRequest(
        ChooseWindows.type,
        { uri: client.code2ProtocolConverter.asUri(uri) },
        token,
      ),
  );
  if (chosen.kind === 'nothing') {
    void window.showWarningMessage(chosen.message);
    return;
  }
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(chosen.edit);
  if (await workspace.applyEdit(edit)) window.setStatusBarMessage(windowsWritten(), 5000);
}
