import type { AstNode } from 'langium';
import { AbstractSemanticTokenProvider, type SemanticTokenAcceptor } from 'langium/lsp';
import { SemanticTokenModifiers, SemanticTokenTypes } from 'vscode-languageserver';

/** The color of each kind of name, at its declaration and where a reference names it. */
const declared: Readonly<Record<string, SemanticTokenTypes>> = {
  Machine: SemanticTokenTypes.namespace,
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
      const count = Array.isArray(value) ? value.length : 1;
      if (value === undefined) continue;
      for (let index = 0; index < count; index++)
        acceptor({ node, property, index, type: referred });
    }
    if (node.$type === 'RemoveAction')
      acceptor({ node, property: 'task', type: SemanticTokenTypes.function });
  }
}
