import { type TextDocument, window, workspace } from 'vscode';
import {
  othersCharged,
  overheadsNotWritten,
  overheadsWritten,
} from '../../messages/client/import.ts';
import { WriteOverheads } from '../../server/protocol.ts';
import { activeFile } from '../active-file.ts';
import { openNew } from '../dialogs/open-new.ts';
import { type Session, serverAnswers } from '../session.ts';

/**
 * Writes a measured `overheads` block into a file, the active one by default, whose machines charge
 * it if they charge nothing so far. Without a file that can be changed it opens as a new one.
 */
export async function putOverheads(
  name: string,
  block: string,
  session: Session,
  document = activeFile(),
): Promise<void> {
  if (document === undefined) return await openNew(block);
  const file = workspace.asRelativePath(document.uri);
  const charging = await edited(document, { name, block }, session);
  if (charging === null) {
    void window.showWarningMessage(overheadsNotWritten(file));
    return await openNew(block);
  }
  if (charging.length > 0) void window.showWarningMessage(othersCharged(charging.join(', ')));
  else window.setStatusBarMessage(overheadsWritten(file), 5000);
}

/** The machines that keep other overheads; `null` if the file was not changed. */
async function edited(
  { uri }: TextDocument,
  what: { readonly name: string; readonly block: string },
  session: Session,
): Promise<readonly string[] | null> {
  if (!(await serverAnswers(session))) return null;
  const { client } = session;
  const written = await client.sendRequest(WriteOverheads.type, {
    uri: client.code2ProtocolConverter.asUri(uri),
    ...what,
  });
  if (written === null) return null;
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(written.edit);
  return (await workspace.applyEdit(edit)) ? written.charging : null;
}
