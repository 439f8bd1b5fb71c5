import { commands, Disposable, type Memento, type Uri, window, workspace } from 'vscode';
import {
  askPrefix,
  monitorTitle,
  noMonitoredFile,
  notTrusted,
  pickMonitored,
} from '../../messages/client/monitor.ts';
import { activeFile } from '../active-file.ts';
import { fileItems } from '../dialogs/file-items.ts';
import { MonitorView } from './monitor-view.ts';

/** The prefix that was given last, where no setting has one. */
const lastPrefix = 'monitor.via';

/** *Hypersched: Monitor Dom0* and its end. A host is watched in a trusted workspace only. */
export function registerMonitor(command: string, memory: Memento): Disposable {
  const view = new MonitorView(command);
  const start = async (): Promise<void> => {
    if (!workspace.isTrusted) {
      void window.showWarningMessage(notTrusted());
      return;
    }
    const settings = workspace.getConfiguration('hypersched');
    const via = settings.get('monitor.via', '').trim() || (await askedPrefix(memory));
    if (via === undefined) return;
    const file = await monitoredFile();
    if (file === undefined) return;
    view.watch({ via, file, every: settings.get('monitor.every', 2) });
  };
  return Disposable.from(
    view,
    commands.registerCommand('hypersched.monitor', start),
    commands.registerCommand('hypersched.stopMonitor', () => view.stop()),
  );
}

async function askedPrefix(memory: Memento): Promise<string | undefined> {
  const via = await window.showInputBox({
    title: monitorTitle(),
    prompt: askPrefix(),
    value: memory.get(lastPrefix, ''),
    ignoreFocusOut: true,
  });
  if (via !== undefined) await memory.update(lastPrefix, via.trim());
  return via?.trim();
}

/** The file to hold the host against; `null` for none, undefined where the person gives up. */
async function monitoredFile(): Promise<Uri | null | undefined> {
  const active = activeFile();
  if (active?.uri.scheme === 'file') return active.uri;
  const found = (await fileItems()).filter(({ uri }) => uri.scheme === 'file');
  if (found.length === 0) return null;
  const none = { label: noMonitoredFile(), uri: null };
  const picked = await window.showQuickPick<{ label: string; uri: Uri | null }>([...found, none], {
    title: monitorTitle(),
    placeHolder: pickMonitored(),
  });
  return picked?.uri;
}
