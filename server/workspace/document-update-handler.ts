import { type FileSystemProvider, type TextDocument, URI } from 'langium';
import { DefaultDocumentUpdateHandler, type LangiumSharedServices } from 'langium/lsp';
import {
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type TextDocumentChangeEvent,
} from 'vscode-languageserver';

/** Follows changes of files. The text open in the editor counts, whatever happens to its file. */
export class HyperschedDocumentUpdateHandler extends DefaultDocumentUpdateHandler {
  readonly #files: FileSystemProvider;
  readonly #isOpen: (uri: string) => boolean;

  constructor(services: LangiumSharedServices) {
    super(services);
    this.#files = services.workspace.FileSystemProvider;
    const { TextDocuments } = services.workspace;
    this.#isOpen = (uri) => TextDocuments.get(uri) !== undefined;
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
