import { commands, type Disposable, Uri, window, workspace } from 'vscode';
import {
  importedWithNotes,
  importFiles,
  importing,
  importSources as importTexts,
  importWhat,
  notImported,
  onlyFiles,
} from '../../messages/client/import.ts';
import { openNew } from '../dialogs/open-new.ts';
import { runCommand } from '../dialogs/run-command.ts';
import { showWithLog } from '../dialogs/show-with-log.ts';
import type { Session } from '../session.ts';
import { type ImportKind, importSources } from './import-sources.ts';
import { putOverheads } from './put-overheads.ts';

/**
 * `Hypersched: Import` reads what other programs print, as `hypersched import` does, and shows the
 * result as a new file or writes it into the active one. Programs may pass what is imported and the
 * files.
 */
export function registerImport(session: Session, command: string): Disposable {
  return commands.registerCommand('hypersched.import', async (kind?: unknown, files?: unknown) => {
    const given = isKind(kind) ? kind : await askKind();
    if (given === undefined) return;
    const chosen = areFiles(files) ? files : await askFiles(given);
    if (chosen === undefined || chosen.length === 0) return;
    await importFrom(given, chosen, session, command);
  });
}

function isKind(kind: unknown): kind is ImportKind {
  return typeof kind === 'string' && Object.hasOwn(importSources, kind);
}

function areFiles(files: unknown): files is readonly Uri[] {
  return Array.isArray(files) && files.every((file) => file instanceof Uri);
}

async function askKind(): Promise<ImportKind | undefined> {
  const items = Object.entries(importTexts).map(([kind, { label, about }]) => ({
    label: label(),
    detail: about(),
    source: kind,
  }));
  const kind = (await window.showQuickPick(items, { title: importWhat() }))?.source;
  return isKind(kind) ? kind : undefined;
}

async function askFiles(kind: ImportKind): Promise<readonly Uri[] | undefined> {
  return await window.showOpenDialog({
    title: importTexts[kind].files(),
    openLabel: importFiles(),
    canSelectMany: importSources[kind].many,
  });
}

async function importFrom(
  kind: ImportKind,
  files: readonly Uri[],
  session: Session,
  command: string,
): Promise<void> {
  if (files.some(({ scheme }) => scheme !== 'file')) {
    void window.showErrorMessage(onlyFiles());
    return;
  }
  const source = importSources[kind];
  const args = await source.args(files);
  if (args === undefined) return;
  const { log } = session;
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  const call = { command, args: ['import', kind, ...args], input: '', folder, title: importing() };
  const ended = await runCommand(call, log);
  if (ended === undefined) return;
  if (ended.kind === 'failed') {
    void showWithLog('error', notImported(ended.why.replace(/^error: /, '')), log);
    return;
  }
  const { out, told } = ended;
  if (source.result.kind === 'overheads') await putOverheads(source.result.name, out, session);
  else await openNew(out);
  if (told.length > 0) void showWithLog('warning', importedWithNotes(told.length), log);
}
