import type { AstNode, CstNode, LangiumDocument } from 'langium';
import { DefaultDocumentSymbolProvider } from 'langium/lsp';
import type { DocumentSymbol } from 'vscode-languageserver';
import { isTask, isVcpu } from '../generated/ast.ts';

/**
 * The outline: machines, domains with their VCPUs and tasks, task sets and scenarios, each with its
 * numbers.
 */
export class HyperschedDocumentSymbolProvider extends DefaultDocumentSymbolProvider {
  protected override createSymbol(
    document: LangiumDocument,
    node: AstNode,
    cst: CstNode,
    name: CstNode,
    computedName?: string,
  ): DocumentSymbol {
    const symbol = super.createSymbol(document, node, cst, name, computedName);
    return isVcpu(node) || isTask(node) ? { ...symbol, detail: afterName(cst, name) } : symbol;
  }
}

/** A member's attributes as written, on one line. */
function afterName(cst: CstNode, name: CstNode): string {
  return cst.text
    .slice(name.end - cst.offset)
    .replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
