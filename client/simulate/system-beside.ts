import { type Memento, Uri, window, workspace } from 'vscode';
import { noSystemBeside, pickSystemBeside, setBesideTitle } from '../../messages/client/traces.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import { DescribeSystem } from '../../server/protocol.ts';
import { fileItems } from '../dialogs/file-items.ts';
import { type Session, serverAnswers } from '../session.ts';

const keyOf = (trace: Uri) => `beside ${trace}`;

/** The system of the file that a run is set beside; `null` for none. */
export async function systemBeside(
  trace: Uri,
  session: Session,
  memory: Memento,
): Promise<SystemModel | null> {
  const uri = await fileBeside(trace, memory);
  return uri === null ? null : systemOf(uri, session);
}

/**
 * The file that a run is set beside: the one that a person chose, else the only one in the folder
 * of the run. `null` for none.
 */
export async function fileBeside(trace: Uri, memory: Memento): Promise<Uri | null> {
  const chosen = memory.get<string>(keyOf(trace));
  if (chosen === '') return null;
  return chosen === undefined ? onlyFileIn(trace) : Uri.parse(chosen);
}

/** Lets a person choose the file; whether one was chosen. */
export async function chooseBeside(trace: Uri, memory: Memento): Promise<boolean> {
  const items = [...(await fileItems()), { label: noSystemBeside(), uri: '' }];
  const picked = await window.showQuickPick(items, {
    title: setBesideTitle(),
    placeHolder: pickSystemBeside(),
  });
  if (picked !== undefined) await memory.update(keyOf(trace), picked.uri.toString());
  return picked !== undefined;
}

/**
 * The system of a file; `null` where it has none, or the server does not run. A page that is
 * restored with the window asks while the server starts.
 */
export async function systemOf(uri: Uri, session: Session): Promise<SystemModel | null> {
  if (!(await serverAnswers(session))) return null;
  const { client } = session;
  const describe = () =>
    client.sendRequest(DescribeSystem.type, { uri: client.code2ProtocolConverter.asUri(uri) });
  let described = await describe();
  if (described === null) {
    // Only a file that the server does not know is opened: VS Code holds what it has opened, and
    // so the file's problems, for minutes after the file is gone.
    await workspace.openTextDocument(uri);
    described = await describe();
  }
  return described === null || described.model.machines.length === 0 ? null : described.model;
}

async function onlyFileIn(trace: Uri): Promise<Uri | null> {
  const folder = Uri.joinPath(trace, '..');
  const names = (await workspace.fs.readDirectory(folder))
    .map(([name]) => name)
    .filter((name) => name.endsWith('.hsched'));
  const [name] = names;
  return names.length === 1 && name !== undefined ? Uri.joinPath(folder, name) : null;
}
