import { commands, type Disposable, ProgressLocation, Uri, window, workspace } from 'vscode';
import { commandRunner } from '../../assistants/run-command.ts';
import { showLog } from '../../messages/client/commands.ts';
import {
  importedWithNotes,
  importFiles,
  importing,
  importSources as importTexts,
  importWhat,
  notImported,
  onlyFiles,
} from '../../messages/client/import.ts';
import type { Session } from '../session.ts';
import { type ImportKind, importSources } from './import-sources.ts';
import { openNew } from './open-new.ts';
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
  const ran = await window.withProgress(
    { location: ProgressLocation.Notification, title: importing(), cancellable: true },
    (_, token) =>
      commandRunner({
        command,
        folder: workspace.workspaceFolders?.[0]?.uri.fsPath ?? process.cwd(),
        isCanceled: (onCancel) => token.onCancellationRequested(onCancel),
      })(['import', kind, ...args], ''),
  );
  if (ran.stopped === 'canceled') return;
  const told = ran.err.split('\n').filter((line) => line !== '');
  for (const line of told) session.log.info(line);
  if (ran.code !== 0) {
    const why = told.at(-1)?.replace(/^error: /, '') ?? String(ran.stopped ?? ran.code);
    void showWithLog(notImported(why), session, 'error');
    return;
  }
  if (source.result.kind === 'overheads') await putOverheads(source.result.name, ran.out, session);
  else await openNew(ran.out);
  if (told.length > 0) void showWithLog(importedWithNotes(told.length), session, 'warning');
}

type Show = (sentence: string, action: string) => Thenable<string | undefined>;

const shows = {
  error: (sentence, action) => window.showErrorMessage(sentence, action),
  warning: (sentence, action) => window.showWarningMessage(sentence, action),
} satisfies Record<string, Show>;

async function showWithLog(
  sentence: string,
  { log }: Session,
  how: keyof typeof shows,
): Promise<void> {
  const show = showLog();
  if ((await shows[how](sentence, show)) === show) log.show();
}
