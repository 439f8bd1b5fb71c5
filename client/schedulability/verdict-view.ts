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
  fileBeingAnalyzed,
  textHasErrors,
} from '../../messages/client/schedulability.ts';
import { DescribeElement, type SystemTree, VerdictTrees } from '../../server/protocol.ts';
import { activeFile } from '../active-file.ts';
import type { Session } from '../session.ts';
import { type TreeEntry, treeEntries } from './tree-entries.ts';
import { treeItem } from './tree-item.ts';

/**
 * How long, in milliseconds, after an analysis the view asks for its results: several often end
 * together.
 */
const pause = 50;

/**
 * The Schedulability view in the side bar: the systems of the file that is edited or was edited
 * last, else of the whole workspace. It asks for verdicts when an analysis has ended, and only
 * while it is seen.
 */
export class VerdictView implements TreeDataProvider<TreeEntry>, Disposable {
  readonly #session: Session;
  readonly #view: TreeView<TreeEntry>;
  readonly #changed = new EventEmitter<undefined>();
  readonly #disposables: readonly Disposable[];
  readonly onDidChangeTreeData = this.#changed.event;
  /** The file whose systems are shown; undefined: those of the workspace. */
  #file: Uri | undefined;
  #entries: readonly TreeEntry[] = [];
  /** What is shown, as text to compare with. */
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
      session.onAnalysis(() => this.#refreshSoon()),
      session.client.onDidChangeState(() => this.#refreshSoon()),
      window.onDidChangeActiveTextEditor(() => this.#follow()),
      workspace.onDidCloseTextDocument(() => this.#follow()),
    ];
    this.#follow();
  }

  getChildren(entry?: TreeEntry): TreeEntry[] {
    return [...(entry === undefined ? this.#entries : entry.children)];
  }

  getTreeItem(entry: TreeEntry): TreeItem {
    return treeItem(entry);
  }

  /** What the analysis says of an element, in numbers, once somebody wants to read it. */
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

  async #refresh(): Promise<void> {
    const { client, log } = this.#session;
    if (!this.#view.visible || client.state !== State.Running) return;
    const asked = ++this.#asked;
    const file = this.#file;
    try {
      const trees = await client.sendRequest(
        VerdictTrees.type,
        file === undefined ? {} : { uri: client.code2ProtocolConverter.asUri(file) },
      );
      // Another file may have been opened meanwhile.
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
    this.#view.description =
      file === undefined ? '' : file.path.slice(file.path.lastIndexOf('/') + 1);
    this.#view.message = message(file, trees);
    void commands.executeCommand(
      'setContext',
      'hypersched.noFiles',
      file === undefined && trees.length === 0,
    );
    this.#changed.fire(undefined);
  }
}

/** What the view says above its tree; empty where the tree speaks for itself. */
function message(file: Uri | undefined, trees: readonly SystemTree[]): string {
  if (file === undefined) return '';
  if (trees.length === 0) return fileBeingAnalyzed();
  if (trees.some(({ verdict }) => verdict === 'invalid')) {
    return textHasErrors();
  }
  return trees.every(({ nodes }) => nodes.length === 0) ? describesNoMachine() : '';
}
