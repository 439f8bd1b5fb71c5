import {
  type BuildOptions,
  type Cancellation,
  DefaultDocumentBuilder,
  DocumentState,
  type LangiumDocument,
  type URI,
} from 'langium';
import { NotAFile } from '../regular-files.ts';
import { importersOf } from './import-graph.ts';
import { importedUri, importsOf } from './imports.ts';

/**
 * Builds documents together with all their imports. An imported file is loaded wherever it lies.
 * Its change, appearance or loss concerns every direct or indirect importer.
 */
export class HyperschedDocumentBuilder extends DefaultDocumentBuilder {
  private readonly special = new Set<string>();
  private concerned:
    | { readonly by: Set<string>; readonly documents: ReadonlySet<LangiumDocument> }
    | undefined;

  protected override async buildDocuments(
    documents: LangiumDocument[],
    options: BuildOptions,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<void> {
    this.prepareBuild(documents, options);
    const all = [...documents];
    // The loop appends to the array it walks, since imported files import others.
    for (const document of all) {
      await this.runCancelable([document], DocumentState.Parsed, cancelToken, (unparsed) =>
        this.langiumDocumentFactory.update(unparsed, cancelToken),
      );
      for (const line of importsOf(document)) {
        const uri = importedUri(document.uri, line.path ?? '');
        const imported = uri === undefined ? undefined : await this.load(uri, cancelToken);
        if (imported !== undefined) all.push(imported);
      }
    }
    await super.buildDocuments(all, options, cancelToken);
  }

  /** A newly loaded document; undefined where it was known already or has no file. */
  private async load(
    uri: URI,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<LangiumDocument | undefined> {
    if (this.langiumDocuments.hasDocument(uri) || !uri.path.endsWith('.hsched')) return undefined;
    try {
      const document = await this.langiumDocuments.getOrCreateDocument(uri, cancelToken);
      this.special.delete(uri.toString());
      return document;
    } catch (error) {
      if (error instanceof NotAFile) this.special.add(uri.toString());
      else this.special.delete(uri.toString());
      return undefined;
    }
  }

  /** Whether the name belongs to something that is no file: a pipe, a device or a folder. */
  isSpecial(uri: URI): boolean {
    return this.special.has(uri.toString());
  }

  protected override shouldRelink(document: LangiumDocument, changedUris: Set<string>): boolean {
    return super.shouldRelink(document, changedUris) || this.importers(changedUris).has(document);
  }

  /**
   * The direct and indirect importers of the files. Langium asks for each document of an update.
   */
  private importers(changedUris: Set<string>): ReadonlySet<LangiumDocument> {
    if (this.concerned?.by !== changedUris) {
      const documents = importersOf(changedUris, this.langiumDocuments.all);
      this.concerned = { by: changedUris, documents };
    }
    return this.concerned.documents;
  }
}
