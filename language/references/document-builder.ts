import {
  type BuildOptions,
  type Cancellation,
  DefaultDocumentBuilder,
  DocumentState,
  type LangiumDocument,
  type URI,
} from 'langium';
import { importClosure, importedUri, importsOf } from './imports.ts';

/**
 * Builds documents together with all they import: a file that is imported is loaded wherever it
 * lies, and a change in it, or that it appears or vanishes, concerns every file that imports it,
 * directly or not.
 */
export class HyperschedDocumentBuilder extends DefaultDocumentBuilder {
  protected override async buildDocuments(
    documents: LangiumDocument[],
    options: BuildOptions,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<void> {
    this.prepareBuild(documents, options);
    const all = [...documents];
    // The array grows while it is walked: imported files import others.
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

  /**
   * A document that was not known before; undefined where it was, or where there is no such file.
   */
  private async load(
    uri: URI,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<LangiumDocument | undefined> {
    if (this.langiumDocuments.hasDocument(uri) || !uri.path.endsWith('.hsched')) return undefined;
    try {
      return await this.langiumDocuments.getOrCreateDocument(uri, cancelToken);
    } catch {
      return undefined;
    }
  }

  protected override shouldRelink(document: LangiumDocument, changedUris: Set<string>): boolean {
    if (super.shouldRelink(document, changedUris)) return true;
    return importClosure(document, this.langiumDocuments).some((seen) =>
      importsOf(seen).some((line) => {
        const uri = importedUri(seen.uri, line.path ?? '');
        return uri !== undefined && changedUris.has(uri.toString());
      }),
    );
  }
}
