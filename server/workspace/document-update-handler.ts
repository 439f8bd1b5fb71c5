import { type FileSystemProvider, type TextDocument, URI } from 'langium';
import { DefaultDocumentUpdateHandler, type LangiumSharedServices } from 'langium/lsp';
import {
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type TextDocumentChangeEvent,
} from 'vscode-languageserver';
import { type FaultLog, faultLog } from '../fault-log.ts';

/**
 * Follows changes of files. The text open in the editor counts, whatever happens to its file. A
 * build that fails is told, and the next change builds again what it left.
 */
export class HyperschedDocumentUpdateHandler extends DefaultDocumentUpdateHandler {
  readonly #files: FileSystemProvider;
  readonly #isOpen: (uri: string) => boolean;
  readonly #log: FaultLog;

  constructor(services: LangiumSharedServices) {
    super(services);
    this.#files = services.workspace.FileSystemProvider;
    const { TextDocuments } = services.workspace;
    this.#isOpen = (uri) => TextDocuments.get(uri) !== undefined;
    this.#log = faultLog(services.lsp.Connection);
  }

  protected override fireDocumentUpdate(changed: URI[], deleted: URI[]): void {
    this.workspaceManager.ready
      .then(() =>
        this.workspaceLock.write((token) => this.documentBuilder.update(changed, deleted, token)),
      )
      .catch((fault: unknown) => this.#log('A change could not be followed', fault));
  }

  /**
   * A document closed without being saved counts again as its file has it. It is gone if there is
   * no file.
   */
  didCloseDocument({ document }: TextDocumentChangeEvent<TextDocument>): void {
    const uri = URI.parse(document.uri);
    this.#files
      .exists(uri)
      .catch(() => false)
      .then((exists) => {
        if (this.#isOpen(document.uri)) return;
        if (exists) this.fireDocumentUpdate([uri], []);
        else this.fireDocumentUpdate([], [uri]);
      });
  }

  override didChangeWatchedFiles({ changes }: DidChangeWatchedFilesParams): void {
    super.didChangeWatchedFiles({
      changes: changes.map((change) =>
        this.#isOpen(change.uri) ? { uri: change.uri, type: FileChangeType.Changed } : change,
      ),
    });
  }
}
