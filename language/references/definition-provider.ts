import { CstUtils, type LangiumDocument, type LangiumDocuments, type MaybePromise } from 'langium';
import { DefaultDefinitionProvider, type LangiumServices } from 'langium/lsp';
import type { DefinitionParams, LocationLink } from 'vscode-languageserver';
import { isImport } from '../generated/ast.ts';
import { importedDocument } from './imports.ts';

/** Goes from a name to its declaration, and from the path of an import to the file. */
export class HyperschedDefinitionProvider extends DefaultDefinitionProvider {
  private readonly documents: LangiumDocuments;

  constructor(services: LangiumServices) {
    super(services);
    this.documents = services.shared.workspace.LangiumDocuments;
  }

  override getDefinition(
    document: LangiumDocument,
    params: DefinitionParams,
  ): MaybePromise<LocationLink[] | undefined> {
    const root = document.parseResult.value.$cstNode;
    const offset = document.textDocument.offsetAt(params.position);
    const leaf = root === undefined ? undefined : CstUtils.findLeafNodeAtOffset(root, offset);
    if (leaf !== undefined && isImport(leaf.astNode)) {
      const imported = importedDocument(document, leaf.astNode, this.documents);
      if (imported === undefined) return undefined;
      const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      return [
        {
          targetUri: imported.uri.toString(),
          targetRange: start,
          targetSelectionRange: start,
          originSelectionRange: leaf.range,
        },
      ];
    }
    return super.getDefinition(document, params);
  }
}
