import { type AstNode, isReference } from 'langium';
import { AbstractSemanticTokenProvider, type SemanticTokenAcceptor } from 'langium/lsp';
import { SemanticTokenModifiers, SemanticTokenTypes } from 'vscode-languageserver';

/** The color of each kind of name, at its declaration and where a reference names it. */
const declared: Readonly<Record<string, SemanticTokenTypes>> = {
  Machine: SemanticTokenTypes.namespace,
  Pool: SemanticTokenTypes.namespace,
  Plan: SemanticTokenTypes.enumMember,
  Domain: SemanticTokenTypes.class,
  Vcpu: SemanticTokenTypes.interface,
  Task: SemanticTokenTypes.function,
  Taskset: SemanticTokenTypes.struct,
  Overheads: SemanticTokenTypes.enum,
  Scenario: SemanticTokenTypes.event,
};

/** The properties that hold references to each kind. */
const referring: Readonly<Record<string, SemanticTokenTypes>> = {
  machine: SemanticTokenTypes.namespace,
  pool: SemanticTokenTypes.namespace,
  plan: SemanticTokenTypes.enumMember,
  domain: SemanticTokenTypes.class,
  domains: SemanticTokenTypes.class,
  vcpu: SemanticTokenTypes.interface,
  taskset: SemanticTokenTypes.struct,
  table: SemanticTokenTypes.enum,
};

/**
 * Colors names by their meaning. A TextMate grammar cannot: any word except the openers may be a
 * name.
 */
export class HyperschedSemanticTokenProvider extends AbstractSemanticTokenProvider {
  protected override highlightElement(node: AstNode, acceptor: SemanticTokenAcceptor): void {
    const type = declared[node.$type];
    if (type !== undefined) {
      acceptor({ node, property: 'name', type, modifier: SemanticTokenModifiers.declaration });
    }
    for (const [property, referred] of Object.entries(referring)) {
      const value: unknown = Reflect.get(node, property);
      const references: readonly unknown[] = Array.isArray(value) ? value : [value];
      // By their place in the tree: to look each up by its index takes the square of their number.
      for (const reference of references) {
        if (isReference(reference) && reference.$refNode !== undefined)
          acceptor({ cst: reference.$refNode, type: referred });
      }
    }
    if (node.$type === 'RemoveAction')
      acceptor({ node, property: 'task', type: SemanticTokenTypes.function });
  }
}
