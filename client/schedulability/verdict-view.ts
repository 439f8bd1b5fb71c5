import {
  type CancellationToken,
  commands,
  type Disposable,
  EventEmitter,
  MarkdownString,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  Uri,
  window,
  workspace,
} from 'vscode';
import { State } from 'vscode-languageclient';
import { viewNotFilled } from '../../messages/client/log.ts';
import {
  describesNoMachine,
  errorsInFiles,
  fileBeingAnalyzed,
  nothingIsFailing,
  textHasErrors,
} from '../../messages/client/schedulability.ts';
import { DescribeElement, type SystemTree, VerdictTrees } from '../../server/protocol.ts';
import { activeFile } from '../active-file.ts';
import { fileNameOf } from '../file-name.ts';
import type { Session } from '../session.ts';
import { failingOnly, type TreeEntry, treeEntries } from './tree-entries.ts';
import { treeItem } from './tree-item.ts';

/**
 * The delay in ms between an analysis and the request for its results: several analyses often end
 * together.
 */
const pause = 50;

/**
 * The Schedulability view in the side bar. It shows the systems of the file that was edited last,
 * else of the whole workspace. It asks for verdicts after an analysis, and only while it is
 * visible.
 */
export class VerdictView implements TreeDataProvider<TreeEntry>, Disposable {
  readonly #session: Session;
  readonly #view: TreeView<TreeEntry>;
  readonly #changed = new EventEmitter<undefined>();
  readonly #disposables: readonly Disposable[];
  readonly onDidChangeTreeData = this.#changed.event;
  /** The number of errors in each analyzed file. */
  readonly #errors = new Map<string, number>();
  #failingOnly = false;
  /** The file whose systems the view shows; undefined for the whole workspace. */
  #file: Uri | undefined;
  #entries: readonly TreeEntry[] = [];
  #trees: readonly SystemTree[] = [];
  /** The shown results as text, for comparison. */
  #shown = '';
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session) {
    this.#session = session;
    this.#view = window.createTreeView('hypersched.schedulability', {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#disposables = [
      this.#view,
      this.#changed,
      this.#view.onDidChangeVisibility(() => void this.#refresh()),
      session.onAnalysis(({ uri, counts }) => {
        this.#errors.set(uri, counts.errors);
        this.#refreshSoon();
      }),
      commands.registerCommand('hypersched.showFailingOnly', () => this.#filter(true)),
      commands.registerCommand('hypersched.showAll', () => this.#filter(false)),
      workspace.onDidDeleteFiles(({ files }) => {
        for (const file of files) this.#errors.delete(file.toString());
        this.#showBadge();
      }),
      session.client.onDidChangeState(() => this.#refreshSoon()),
      window.onDidChangeActiveTextEditor(() => this.#follow()),
      workspace.onDidCloseTextDocument(() => this.#follow()),
    ];
    this.#follow();
  }

  getChildren(entry?: TreeEntry): TreeEntry[] {
    if (entry !== undefined) return [...entry.children];
    return [...(this.#failingOnly ? failingOnly(this.#entries) : this.#entries)];
  }

  getTreeItem(entry: TreeEntry): TreeItem {
    return treeItem(entry);
  }

  /** Adds the analysis of an element, in numbers, when a person asks for the tooltip. */
  async resolveTreeItem(
    item: TreeItem,
    entry: TreeEntry,
    token: CancellationToken,
  ): Promise<TreeItem> {
    if (entry.kind === 'file') {
      item.tooltip = workspace.asRelativePath(Uri.parse(entry.uri));
      return item;
    }
    const { element } = entry.node;
    const text = await this.#session.client.sendRequest(
      DescribeElement.type,
      { uri: entry.uri, element },
      token,
    );
    item.tooltip = new MarkdownString(text ?? '', true);
    return item;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #follow(): void {
    const known = this.#file?.toString();
    const stillOpen = workspace.textDocuments.some(
      ({ uri, isClosed }) => !isClosed && uri.toString() === known,
    );
    const file = activeFile()?.uri ?? (stillOpen ? this.#file : undefined);
    if (file?.toString() === known && this.#shown !== '') return;
    this.#file = file;
    void this.#refresh();
  }

  #refreshSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), pause);
  }

  #filter(isWanted: boolean): void {
    this.#failingOnly = isWanted;
    void commands.executeCommand('setContext', 'hypersched.failingOnly', isWanted);
    this.#say();
    this.#changed.fire(undefined);
  }

  /** Shows on the icon how many errors there are, also while the view is hidden. */
  #showBadge(): void {
    const value = [...this.#errors.values()].reduce((sum, each) => sum + each, 0);
    this.#view.badge = value === 0 ? undefined : { value, tooltip: errorsInFiles(value) };
  }

  async #refresh(): Promise<void> {
    this.#showBadge();
    const { client, log } = this.#session;
    if (!this.#view.visible || client.state !== State.Running) return;
    const asked = ++this.#asked;
    const file = this.#file;
    try {
      const trees = await client.sendRequest(
        VerdictTrees.type,
        file === undefined ? {} : { uri: client.code2ProtocolConverter.asUri(file) },
      );
      // A person may have opened another file meanwhile.
      if (asked === this.#asked) this.#show(file, trees);
    } catch (error) {
      log.error(viewNotFilled(String(error)));
    }
  }

  #show(file: Uri | undefined, trees: readonly SystemTree[]): void {
    const now = JSON.stringify([file?.toString(), trees]);
    if (now === this.#shown) return;
    this.#shown = now;
    this.#entries = treeEntries(trees, file !== undefined);
    this.#view.description = file === undefined ? '' : fileNameOf(file);
    this.#trees = trees;
    this.#say();
    void commands.executeCommand(
      'setContext',
      'hypersched.noFiles',
      file === undefined && trees.length === 0,
    );
    this.#changed.fire(undefined);
  }

  #say(): void {
    const nothingFails = this.#failingOnly && failingOnly(this.#entries).length === 0;
    const own = message(this.#file, this.#trees);
    this.#view.message = own === '' && nothingFails ? nothingIsFailing() : own;
  }
}

/** The view's message above its tree; empty where the tree speaks for itself. */
function message(file: Uri | undefined, trees: readonly SystemTree[]): string {
  if (file === undefined) return '';
  if (trees.length === 0) return fileBeingAnalyzed();
  if (trees.some(({ verdict }) => verdict === 'invalid')) {
    return textHasErrors();
  }
  return trees.every(({ nodes }) => nodes.length === 0) ? describesNoMachine() : '';
}
