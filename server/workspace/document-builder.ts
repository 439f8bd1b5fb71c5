import { type BuildOptions, DocumentState, type LangiumDocument, URI } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import { type CancellationToken, Emitter, type Event } from 'vscode-languageserver-protocol';
import { isFile, isTaskset } from '../../language/generated/ast.ts';
import { HyperschedDocumentBuilder } from '../../language/references/document-builder.ts';
import { ImportGraph } from '../../language/references/import-graph.ts';

/**
 * A document builder that announces when all names are linked, and the end of a build. It also
 * checks a document again when others begin or cease to use its declarations.
 */
export class AnnouncingDocumentBuilder extends HyperschedDocumentBuilder {
  readonly #linked = new Emitter<Promise<void>>();
  readonly #built = new Emitter<void>();
  /** The end of the present build, until its documents' links are announced. */
  #ended: Promise<void> | undefined;
  /** The imports of each document at its last build. */
  readonly #imported = new Map<string, readonly string[]>();
  /** Documents whose users have changed since they were checked. */
  readonly #used = new Set<string>();

  /**
   * Fired once in each build that comes so far, before its documents are checked, with all names
   * linked. It carries the end of the build, which rejects if the build is canceled. The build
   * phases, in contrast, are silent about a build without work, which has also canceled its
   * predecessor.
   */
  readonly onLinked: Event<Promise<void>> = this.#linked.event;

  /** Fired at the end of each build that was not canceled. */
  readonly onBuilt: Event<void> = this.#built.event;

  constructor(services: LangiumSharedServices) {
    super(services);
    this.onUpdate((changed, deleted) => {
      for (const uri of [...changed, ...deleted]) {
        for (const used of this.#imported.get(uri.toString()) ?? []) this.#used.add(used);
      }
      for (const uri of deleted) this.#imported.delete(uri.toString());
    });
    this.onBuildPhase(DocumentState.IndexedReferences, () => this.#announceLinks());
  }

  protected override async buildDocuments(
    documents: LangiumDocument[],
    options: BuildOptions,
    cancelToken: CancellationToken,
  ): Promise<void> {
    const ended = this.#build(documents, options, cancelToken);
    // Nobody may have asked for it when it rejects.
    ended.catch(() => {});
    this.#ended = ended;
    await ended;
    this.#announceLinks();
    this.#built.fire();
  }

  #announceLinks(): void {
    const ended = this.#ended;
    this.#ended = undefined;
    if (ended !== undefined) this.#linked.fire(ended);
  }

  async #build(
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
