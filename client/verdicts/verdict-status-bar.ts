import {
  type Disposable,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  Uri,
  window,
  workspace,
} from 'vscode';
import { State } from 'vscode-languageclient';
import {
  analyzing,
  analyzingFile,
  fileVerdictSentence,
  fileVerdictWord,
  selectToRestart,
  serverStopped,
  statusAloud,
  statusBarName,
} from '../../messages/client/verdicts.ts';
import type { FileResult } from '../../server/protocol.ts';
import { activeFile } from '../active-file.ts';
import { fileNameOf } from '../file-name.ts';
import type { Session } from '../session.ts';
import { verdictIcon } from './verdict-text.ts';

/** The status bar item with the verdict of the active file. */
export class VerdictStatusBar implements Disposable {
  readonly #session: Session;
  readonly #item: StatusBarItem;
  readonly #results = new Map<string, FileResult>();
  readonly #disposables: Disposable[];

  constructor(session: Session) {
    this.#session = session;
    this.#item = window.createStatusBarItem('hypersched.verdict', StatusBarAlignment.Left, 50);
    this.#item.name = statusBarName();
    this.#disposables = [
      this.#item,
      session.onAnalysis((result) => {
        this.#results.set(Uri.parse(result.uri).toString(), result);
        this.#show();
      }),
      session.client.onDidChangeState(({ newState }) => {
        if (newState !== State.Running) this.#results.clear();
        this.#show();
      }),
      window.onDidChangeActiveTextEditor(() => this.#show()),
      window.onDidChangeVisibleTextEditors(() => this.#show()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('hypersched.statusBar.show')) this.#show();
      }),
    ];
    this.#show();
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #show(): void {
    const document = activeFile();
    const wanted = workspace.getConfiguration('hypersched').get<boolean>('statusBar.show', true);
    if (!wanted || document === undefined) {
      this.#item.hide();
      return;
    }
    const result = this.#results.get(document.uri.toString());
    if (
      this.#session.client.state === State.Stopped ||
      this.#session.client.state === State.StartFailed
    ) {
      this.#say('$(warning)', serverStopped(), selectToRestart());
      this.#item.command = 'hypersched.restart';
    } else if (result === undefined) {
      this.#say('$(loading~spin)', analyzing(), analyzingFile());
      this.#item.command = undefined;
    } else {
      this.#say(
        verdictIcon[result.verdict],
        fileVerdictWord(result.verdict),
        fileVerdictSentence(fileNameOf(document.uri), result.verdict),
      );
      this.#item.command = 'workbench.actions.view.problems';
    }
    this.#item.backgroundColor = background(result);
    this.#item.show();
  }

  #say(icon: string, word: string, sentence: string): void {
    this.#item.text = `${icon} ${word}`;
    this.#item.tooltip = sentence;
    this.#item.accessibilityInformation = { label: statusAloud(word, sentence) };
  }
}

function background(result: FileResult | undefined): ThemeColor | undefined {
  if (result?.verdict === 'unschedulable' || result?.verdict === 'invalid') {
    return new ThemeColor('statusBarItem.errorBackground');
  }
  return result?.verdict === 'unknown'
    ? new ThemeColor('statusBarItem.warningBackground')
    : undefined;
}
