import {
  commands,
  type Disposable,
  EventEmitter,
  type TextDocumentContentProvider,
  Uri,
  workspace,
} from 'vscode';
import { hostBesideExport } from '../../messages/client/export.ts';
import { fileNameOf } from '../file-name.ts';

const scheme = 'hypersched-host';

/** Shows a host as it is beside the host as it will be, in a diff editor. */
export class HostTexts implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #registered = workspace.registerTextDocumentContentProvider(scheme, this);
  readonly onDidChange = this.#changed.event;

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.path) ?? '';
  }

  /** Shows the two texts that `hypersched export xen --against` told as JSON. */
  async show(told: string, file: Uri): Promise<void> {
    const compared: unknown = JSON.parse(told);
    const name = fileNameOf(file);
    const [before, after] = ['before', 'after'].map((side) => {
      const text = textIn(compared, side);
      const uri = Uri.from({ scheme, path: `/${side}/${name}` });
      this.#texts.set(uri.path, text);
      this.#changed.fire(uri);
      return uri;
    });
    await commands.executeCommand('vscode.diff', before, after, hostBesideExport(name));
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }
}

function textIn(value: unknown, key: string): string {
  const found: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'string' ? found : '';
}
