import { type Uri, window } from 'vscode';
import { State } from 'vscode-languageclient';
import { nothingToCheck, serverNotRunning } from '../../messages/client/commands.ts';
import { activeFile } from '../active-file.ts';
import type { Session } from '../session.ts';

/** The given file, else the active one; undefined if the server cannot be asked, which is said. */
export function askableFile({ client }: Session, given: Uri | undefined): Uri | undefined {
  if (client.state !== State.Running) {
    void window.showErrorMessage(serverNotRunning());
    return undefined;
  }
  const uri = given ?? activeFile()?.uri;
  if (uri === undefined) void window.showInformationMessage(nothingToCheck());
  return uri;
}
