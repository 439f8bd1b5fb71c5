import { type BuildOptions, DocumentState, type LangiumDocument, URI } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import { type CancellationToken, Emitter, type Event } from 'vscode-languageserver-protocol';
import { isFile, isTaskset } from '../../language/generated/ast.ts';
import { HyperschedDocumentBuilder } from '../../language/references/document-builder.ts';
import { ImportGraph } from '../../language/references/import-graph.ts';

/**
 * A document builder that announces the end of a build. It also checks a document again when others
 * begin or cease to use its declarations.
 */
export class AnnouncingDocumentBuilder extends HyperschedDocumentBuilder {
  readonly #built = new Emitter<void>();
  /** The imports of each document at its last build. */
  readonly #imported = new Map<string, readonly string[]>();
  /** Documents whose users have changed since they were checked. */
  readonly #used = new Set<string>();

  /**
   * Fired at the end of each build that was not canceled, with all documents in one consistent
   * state. The build phases, in contrast, are silent about a build without work, which has also
   * canceled its predecessor.
   */
  readonly onBuilt: Event<void> = this.#built.event;

  constructor(services: LangiumSharedServices) {
    super(services);
    this.onUpdate((changed, deleted) => {
      for (const uri of [...changed, ...deleted]) {
        for (const used of this.#imported.get(uri.toString()) ?? []) this.#used.add(used);
      }
      for (const uri of deleted) this.#imported.delete(uri.toString());
    });
  }

  protected override async buildDocuments(
    documents: LangiumDocument[],
    options: BuildOptions,
    cancelToken: CancellationToken,
  ): Promise<void> {
    await super.buildDocuments(documents, options, cancelToken);
    const graph = new ImportGraph(this.langiumDocuments);
    for (const document of documents) {
      const imported = graph.closureOf(document).documents.map(({ uri }) => uri.toString());
      this.#imported.set(document.uri.toString(), imported);
      for (const used of imported) this.#used.add(used);
    }
    const again = this.#usedOtherwise(documents);
    for (const document of again) this.resetToState(document, DocumentState.IndexedReferences);
    this.#used.clear();
    if (again.length > 0) await super.buildDocuments(again, options, cancelToken);
    this.#built.fire();
  }

  /**
   * The documents with declarations that are newly used or no longer used. Only task sets matter.
   */
  #usedOtherwise(built: readonly LangiumDocument[]): LangiumDocument[] {
    return [...this.#used].flatMap((uri) => {
      const document = this.langiumDocuments.getDocument(URI.parse(uri));
      if (
        document === undefined ||
        built.includes(document) ||
        document.state < DocumentState.Validated
      ) {
        return [];
      }
      const { value } = document.parseResult;
      return isFile(value) && value.members.some(isTaskset) ? [document] : [];
    });
  }
}
