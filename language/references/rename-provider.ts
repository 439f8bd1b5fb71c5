import {
  type AstNode,
  type AstNodeLocator,
  CstUtils,
  type GrammarConfig,
  type LangiumDocument,
  type LangiumDocuments,
  type ReferenceDescription,
} from 'langium';
import { DefaultRenameProvider, type LangiumServices } from 'langium/lsp';
import {
  LSPErrorCodes,
  type RenameParams,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { nameTaken, unwritableName } from '../../messages/editing/names.ts';
import { isSwitchEnd } from '../generated/ast.ts';
import { nameOfType } from '../syntax/kind-names.ts';
import { isWritableName, nameOf, writtenName, writtenSwitchEnd } from '../syntax/names.ts';
import type { Declarations, Visibility } from './visible.ts';

/**
 * Renames a declaration or a member in all files, and quotes the new name where it needs quotes.
 * The person may type the new name with or without quotes.
 */
export class HyperschedRenameProvider extends DefaultRenameProvider {
  private readonly visibility: Visibility;
  private readonly config: GrammarConfig;
  private readonly documents: LangiumDocuments;
  private readonly locator: AstNodeLocator;

  constructor(services: LangiumServices, visibility: Visibility) {
    super(services);
    this.visibility = visibility;
    this.config = services.parser.GrammarConfig;
    this.documents = services.shared.workspace.LangiumDocuments;
    this.locator = services.workspace.AstNodeLocator;
  }

  override async rename(
    document: LangiumDocument,
    params: RenameParams,
  ): Promise<WorkspaceEdit | undefined> {
    const target = this.targetAt(document, params);
    if (target === undefined) return undefined;
    const name = nameOf(params.newName);
    if (!isWritableName(name)) {
      throw refused(unwritableName());
    }
    const taken = this.sameName(target, name);
    if (taken !== undefined) throw refused(nameTaken({ kind: taken, name: writtenName(name) }));
    const changes: Record<string, TextEdit[]> = {};
    for (const reference of this.references.findReferences(target, { includeDeclaration: true })) {
      const uri = reference.sourceUri.toString();
      const newText = this.isSwitchEnd(reference) ? writtenSwitchEnd(name) : writtenName(name);
      changes[uri] = [...(changes[uri] ?? []), { range: reference.segment.range, newText }];
    }
    return { changes };
  }

  /** The kind of thing that has the name already beside the target, in words. */
  private sameName(target: AstNode, name: string): string | undefined {
    const siblings =
      target.$containerProperty === undefined
        ? []
        : Reflect.get(target.$container ?? {}, target.$containerProperty);
    const here: readonly AstNode[] = Array.isArray(siblings) ? siblings : [];
    const declared = isDeclaredType(target.$type)
      ? this.visibility.of(target).declarations[target.$type].get(name)
      : undefined;
    const other = [...here, declared].find(
      (node) =>
        node !== undefined &&
        node !== target &&
        node.$type === target.$type &&
        Reflect.get(node, 'name') === name,
    );
    return other === undefined ? undefined : nameOfType(other.$type);
  }

  private isSwitchEnd({ sourceUri, sourcePath }: ReferenceDescription): boolean {
    const source = this.documents.getDocument(sourceUri);
    return (
      source !== undefined &&
      isSwitchEnd(this.locator.getAstNode(source.parseResult.value, sourcePath))
    );
  }

  private targetAt(document: LangiumDocument, { position }: RenameParams): AstNode | undefined {
    const root = document.parseResult.value.$cstNode;
    if (root === undefined) return undefined;
    const offset = document.textDocument.offsetAt(position);
    const leaf = CstUtils.findDeclarationNodeAtOffset(root, offset, this.config.nameRegexp);
    return leaf === undefined ? undefined : this.references.findDeclarations(leaf)[0];
  }
}

function refused(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

function isDeclaredType(type: string): type is keyof Declarations {
  return ['Machine', 'Domain', 'Taskset', 'Overheads', 'Scenario'].includes(type);
}
