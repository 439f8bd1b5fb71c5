import {
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  commands,
  Disposable,
  type Memento,
  type Uri,
  type WebviewPanel,
  window,
} from 'vscode';
import { fileNameOf } from '../file-name.ts';
import type { Session } from '../session.ts';
import { recordedPage } from './recorded-page.ts';
import { recordedRun } from './recorded-run.ts';
import { chooseBeside, systemBeside } from './system-beside.ts';
import { writeSwitchCosts } from './write-switch-costs.ts';

interface Shown {
  readonly uri: Uri;
  readonly panel: WebviewPanel;
  readonly show: () => void;
}

/** The editor of recorded runs, in `.hstrace` files and in those of `xentrace`: the timeline. */
export class TraceEditor implements CustomReadonlyEditorProvider {
  readonly #extension: Uri;
  readonly #session: Session;
  readonly #memory: Memento;
  readonly #shown = new Set<Shown>();

  private constructor(extension: Uri, session: Session, memory: Memento) {
    this.#extension = extension;
    this.#session = session;
    this.#memory = memory;
  }

  static register(extension: Uri, session: Session, memory: Memento): Disposable {
    const editor = new TraceEditor(extension, session, memory);
    const options = { webviewOptions: { retainContextWhenHidden: true } };
    return Disposable.from(
      window.registerCustomEditorProvider('hypersched.trace', editor, options),
      window.registerCustomEditorProvider('hypersched.traceInBinary', editor, options),
      commands.registerCommand('hypersched.setBeside', () => editor.#setBeside()),
      commands.registerCommand('hypersched.writeSwitchCosts', () => editor.#writeSwitchCosts()),
    );
  }

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => {} };
  }

  resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): void {
    const show = recordedPage({
      ...{ panel, uri, extension: this.#extension },
      load: async () => ({
        type: 'recorded',
        name: fileNameOf(uri),
        runs: [await recordedRun(uri, this.#memory)],
        system: await systemBeside(uri, this.#session, this.#memory),
      }),
    });
    const shown = { uri, panel, show };
    this.#shown.add(shown);
    panel.onDidDispose(() => this.#shown.delete(shown));
  }

  get #active(): Shown | undefined {
    return [...this.#shown].find(({ panel }) => panel.active);
  }

  async #setBeside(): Promise<void> {
    const shown = this.#active;
    if (shown !== undefined && (await chooseBeside(shown.uri, this.#memory))) shown.show();
  }

  async #writeSwitchCosts(): Promise<void> {
    const shown = this.#active;
    if (shown !== undefined) await writeSwitchCosts(shown.uri, this.#session, this.#memory);
  }
}
