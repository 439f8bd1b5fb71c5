import { type AstNode, type AstNodeDescription, isAstNode } from 'langium';
import type { NodeKindProvider } from 'langium/lsp';
import { CompletionItemKind, SymbolKind } from 'vscode-languageserver';

/** The symbol and completion kinds by which editors draw each kind of named node. */
const kinds: Readonly<Record<string, readonly [SymbolKind, CompletionItemKind]>> = {
  Machine: [SymbolKind.Package, CompletionItemKind.Module],
  Pool: [SymbolKind.Namespace, CompletionItemKind.Module],
  Plan: [SymbolKind.Constant, CompletionItemKind.Value],
  Domain: [SymbolKind.Class, CompletionItemKind.Class],
  Vcpu: [SymbolKind.Interface, CompletionItemKind.Interface],
  Task: [SymbolKind.Method, CompletionItemKind.Method],
  Taskset: [SymbolKind.Module, CompletionItemKind.Module],
  Overheads: [SymbolKind.Array, CompletionItemKind.Constant],
  Scenario: [SymbolKind.Event, CompletionItemKind.Event],
};

export const nodeKinds: NodeKindProvider = {
  getSymbolKind: (node) => kinds[typeOf(node)]?.[0] ?? SymbolKind.Field,
  getCompletionItemKind: (node) => kinds[typeOf(node)]?.[1] ?? CompletionItemKind.Reference,
};

function typeOf(node: AstNode | AstNodeDescription): string {
  return isAstNode(node) ? node.$type : node.type;
}
