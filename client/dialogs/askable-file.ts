import { type Uri, window } from 'vscode';
import { nothingToCheck, serverNotRunning } from '../../messages/client/commands.ts';
import { activeFile } from '../active-file.ts';
import { type Session, serverAnswers } from '../session.ts';

/** The given file, else the active one; undefined if the server cannot be asked, which is said. */
export async function askableFile(
  session: Session,
  given: Uri | undefined,
): Promise<Uri | undefined> {
  if (!(await serverAnswers(session))) {
    void window.showErrorMessage(serverNotRunning());
    return undefined;
  }
  const uri = given ?? activeFile()?.uri;
  if (uri === undefined) void window.showInformationMessage(nothingToCheck());
  return uri;
}
