import { GrammarUtils, type LangiumDocument, type LangiumDocuments } from 'langium';
import type { DocumentLinkProvider, LangiumServices } from 'langium/lsp';
import type { DocumentLink } from 'vscode-languageserver';
import { openFile } from '../../messages/editing/names.ts';
import { importedDocument, importsOf } from './imports.ts';

/** Makes the path of an import a link to the file. */
export class ImportLinkProvider implements DocumentLinkProvider {
  private readonly documents: LangiumDocuments;

  constructor(services: LangiumServices) {
    this.documents = services.shared.workspace.LangiumDocuments;
  }

  getDocumentLinks(document: LangiumDocument): DocumentLink[] {
    return importsOf(document).flatMap((line) => {
      const path = GrammarUtils.findNodeForProperty(line.$cstNode, 'path');
      const imported = importedDocument(document, line, this.documents);
      if (path === undefined || imported === undefined) return [];
      return [{ range: path.range, target: imported.uri.toString(), tooltip: openFile(line.path) }];
    });
  }
}
