import { type FileSystemProvider, type TextDocument, URI } from 'langium';
import { DefaultDocumentUpdateHandler, type LangiumSharedServices } from 'langium/lsp';
import {
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type TextDocumentChangeEvent,
} from 'vscode-languageserver';

/**
 * Follows what happens to files: what is open in the editor counts, whatever becomes of its file.
 */
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
   * What is closed without being saved counts again as its file has it, or not at all where there
   * is no file.
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
