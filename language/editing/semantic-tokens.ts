import type { AstNode } from 'langium';
import { AbstractSemanticTokenProvider, type SemanticTokenAcceptor } from 'langium/lsp';
import { SemanticTokenModifiers, SemanticTokenTypes } from 'vscode-languageserver';

/**
 * How the name of each kind of thing is colored, where it is declared and where it is referred to.
 */
const declared: Readonly<Record<string, SemanticTokenTypes>> = {
  Machine: SemanticTokenTypes.namespace,
  Domain: SemanticTokenTypes.class,
  Vcpu: SemanticTokenTypes.interface,
  Task: SemanticTokenTypes.function,
  Taskset: SemanticTokenTypes.struct,
  Overheads: SemanticTokenTypes.enum,
  Scenario: SemanticTokenTypes.event,
};

/** The properties that refer to each kind of thing. */
const referring: Readonly<Record<string, SemanticTokenTypes>> = {
  machine: SemanticTokenTypes.namespace,
  domain: SemanticTokenTypes.class,
  domains: SemanticTokenTypes.class,
  vcpu: SemanticTokenTypes.interface,
  taskset: SemanticTokenTypes.struct,
  table: SemanticTokenTypes.enum,
};

/**
 * Colors names by what they mean: any word but the openers may be one, so a grammar of words alone
 * cannot tell.
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
