import { commands, Disposable, languages, type TextDocument, Uri, window, workspace } from 'vscode';
import { nothingToCheck } from '../../messages/client/commands.ts';
import {
  compareWithHost,
  exported,
  exportHere,
  exporting,
  exportTo,
  notExported,
  openScript,
  outputsOfHost,
  savedFilesOnly,
  whichMachineToExport,
} from '../../messages/client/export.ts';
import { DescribeSystem } from '../../server/protocol.ts';
import { activeFile } from '../active-file.ts';
import { type CommandEnd, runCommand } from '../dialogs/run-command.ts';
import { showWithLog } from '../dialogs/show-with-log.ts';
import type { Session } from '../session.ts';
import { HostTexts } from './host-texts.ts';
import { toldProblems } from './told-problems.ts';

/**
 * `Hypersched: Export for Xen` writes the files that deploy the active file, as `hypersched export
 * xen` does, and `Hypersched: Compare with a Xen Host` shows what they would change there. Programs
 * may pass the file, and the folder or the saved outputs.
 */
export function registerExport(session: Session, command: string): Disposable {
  const exporter = new Exporter(session, command);
  return Disposable.from(
    exporter,
    commands.registerCommand('hypersched.exportXen', (uri?: unknown, folder?: unknown) =>
      exporter.exportTo(uriOf(uri), uriOf(folder)),
    ),
    commands.registerCommand('hypersched.compareXen', (uri?: unknown, outputs?: unknown) =>
      exporter.compare(uriOf(uri), Array.isArray(outputs) ? outputs.filter(isUri) : undefined),
    ),
  );
}

function isUri(value: unknown): value is Uri {
  return value instanceof Uri;
}

function uriOf(value: unknown): Uri | undefined {
  return isUri(value) ? value : undefined;
}

type Done = Extract<CommandEnd, { readonly kind: 'done' }>;

class Exporter implements Disposable {
  readonly #session: Session;
  readonly #command: string;
  readonly #problems = languages.createDiagnosticCollection('hypersched-export');
  readonly #texts = new HostTexts();
  readonly #changes: Disposable;

  constructor(session: Session, command: string) {
    this.#session = session;
    this.#command = command;
    // A problem of an export is about the text that was exported.
    this.#changes = workspace.onDidChangeTextDocument(({ document }) =>
      this.#problems.delete(document.uri),
    );
  }

  async exportTo(uri: Uri | undefined, given: Uri | undefined): Promise<void> {
    const file = await this.#file(uri);
    if (file === undefined) return;
    const machine = await this.#machine(file);
    if (machine === undefined) return;
    const folder = given ?? (await askFolder(file));
    if (folder === undefined) return;
    const ran = await this.#run(file, [...machine, '--out', folder.fsPath], '');
    if (ran === undefined) return;
    const [open, compare] = [openScript(), compareWithHost()];
    const doubts = [...toldProblems(ran.told).values()].flat();
    const chosen =
      doubts.length === 0
        ? await window.showInformationMessage(exported(folder.fsPath), open, compare)
        : await window.showWarningMessage(
            [exported(folder.fsPath), ...doubts.map(({ message }) => message)].join(' '),
            open,
            compare,
          );
    if (chosen === open) await window.showTextDocument(Uri.joinPath(folder, 'deploy.sh'));
    if (chosen === compare) await this.compare(file.uri, undefined);
  }

  async compare(uri: Uri | undefined, given: readonly Uri[] | undefined): Promise<void> {
    const file = await this.#file(uri);
    if (file === undefined) return;
    const machine = await this.#machine(file);
    if (machine === undefined) return;
    const outputs =
      given ?? (await window.showOpenDialog({ title: outputsOfHost(), canSelectMany: true }));
    if (outputs === undefined || outputs.length === 0) return;
    const texts = await Promise.all(outputs.map((output) => workspace.fs.readFile(output)));
    const input = texts.map((bytes) => new TextDecoder().decode(bytes)).join('\n');
    const ran = await this.#run(file, [...machine, '--against', '-', '--format', 'json'], input);
    if (ran !== undefined) await this.#texts.show(ran.out, file.uri);
  }

  dispose(): void {
    for (const each of [this.#problems, this.#texts, this.#changes]) each.dispose();
  }

  /** The file to export, saved; a new one is saved under the name that a person gives it. */
  async #file(uri: Uri | undefined): Promise<TextDocument | undefined> {
    const file = uri === undefined ? activeFile() : await workspace.openTextDocument(uri);
    if (file === undefined) {
      void window.showInformationMessage(nothingToCheck());
      return undefined;
    }
    const unsaved = file.isUntitled || file.isDirty;
    const saved = unsaved ? await workspace.save(file.uri) : file.uri;
    if (saved?.scheme === 'file') return workspace.openTextDocument(saved);
    void window.showErrorMessage(savedFilesOnly());
    return undefined;
  }

  /** The option that names the machine, where the file has several. */
  async #machine({ uri }: TextDocument): Promise<readonly string[] | undefined> {
    const { client } = this.#session;
    const system = await client.sendRequest(DescribeSystem.type, {
      uri: client.code2ProtocolConverter.asUri(uri),
    });
    const hosts = new Set(system?.model.machines.map(({ host }) => host));
    if (hosts.size < 2) return [];
    const host = await window.showQuickPick([...hosts], { title: whichMachineToExport() });
    return host === undefined ? undefined : ['--machine', host];
  }

  /** The export; undefined if it was stopped or failed, which is then told. */
  async #run(
    { uri }: TextDocument,
    args: readonly string[],
    input: string,
  ): Promise<Done | undefined> {
    this.#problems.clear();
    const { log } = this.#session;
    const ended = await runCommand(
      {
        command: this.#command,
        args: ['export', 'xen', uri.fsPath, ...args],
        input,
        folder: workspace.getWorkspaceFolder(uri)?.uri.fsPath,
        title: exporting(),
      },
      log,
    );
    if (ended === undefined) return undefined;
    for (const [path, problems] of toldProblems(ended.told))
      this.#problems.set(Uri.file(path), problems);
    if (ended.kind === 'done') return ended;
    const { why } = ended;
    void showWithLog('error', notExported(why.replace(/^(?:.*?: )?error: /, '')), log);
    return undefined;
  }
}

async function askFolder({ uri }: TextDocument): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    ...{ title: exportTo(), openLabel: exportHere(), canSelectFiles: false },
    ...{ canSelectFolders: true, defaultUri: Uri.joinPath(uri, '..') },
  });
  return chosen?.[0];
}
