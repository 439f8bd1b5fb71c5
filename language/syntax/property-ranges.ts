import { type AstNode, type CstNode, GrammarUtils } from 'langium';
import type { Range } from 'vscode-languageserver';

const nowhere: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/**
 * Where the properties of nodes are written. Each is looked up once, however many of its values are
 * asked for: a list may have a hundred thousand.
 */
export class PropertyRanges {
  private readonly found = new Map<AstNode, Map<string, readonly CstNode[]>>();

  /** The stretch of one value of a property; of the whole node where it is not written. */
  rangeOf(node: AstNode, property: string | undefined, index = 0): Range {
    const part = property === undefined ? undefined : this.nodesOf(node, property)[index];
    return (part ?? node.$cstNode)?.range ?? nowhere;
  }

  private nodesOf(node: AstNode, property: string): readonly CstNode[] {
    const ofNode = this.found.get(node) ?? new Map<string, readonly CstNode[]>();
    this.found.set(node, ofNode);
    const known = ofNode.get(property);
    if (known !== undefined) return known;
    const found = GrammarUtils.findNodesForProperty(node.$cstNode, property);
    ofNode.set(property, found);
    return found;
  }
}
