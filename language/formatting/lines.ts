import {
  type AstNode,
  CstUtils,
  GrammarAST,
  type LangiumDocument,
  type LeafCstNode,
} from 'langium';
import { attributes } from '../syntax/attributes.ts';

/** One word, name, number, sign or comment of a file, with the node that it begins. */
export interface Piece {
  readonly leaf: LeafCstNode;
  readonly comment: 'line' | 'block' | undefined;
  /** The node whose first piece this is, where the layout treats that node as a part of its own. */
  readonly opens: AstNode | undefined;
  /** The node that directly holds the attribute or member that begins here. */
  readonly within: AstNode | undefined;
}

/** The pieces of one line, and whether an empty line before it stays. */
export interface Line {
  readonly pieces: readonly Piece[];
  readonly gapBefore: boolean;
}

/** Nodes that count as parts of their container: each begins a column. */
const parts: ReadonlySet<string> = new Set([
  'SwitchLine',
  'Cost',
  'WindowLine',
  'Plan',
  'OverheadsUse',
  'AdmissionUse',
  'Pool',
  'Vcpu',
  'Task',
  'Softness',
  'TasksetUse',
  'Step',
  'StartAction',
  'StopAction',
  'AddAction',
  'RemoveAction',
  'SetAction',
  'MigrateAction',
  'PlanAction',
]);

const declarations: ReadonlySet<string> = new Set([
  'Import',
  'Overheads',
  'Machine',
  'Taskset',
  'Domain',
  'Scenario',
]);

/** A file as lines of pieces, with the line breaks as written. */
export function linesOf(document: LangiumDocument): Line[] {
  const root = document.parseResult.value.$cstNode;
  if (root === undefined) return [];
  const lines: { pieces: Piece[]; gapBefore: boolean }[] = [];
  let lastLine = -1;
  for (const leaf of CstUtils.flattenCst(root)) {
    if (leaf.length === 0) continue;
    const { start, end } = leaf.range;
    if (start.line !== lastLine || lines.length === 0) {
      lines.push({ pieces: [], gapBefore: lines.length > 0 && start.line > lastLine + 1 });
    }
    lines.at(-1)?.pieces.push(pieceOf(leaf));
    lastLine = end.line;
  }
  return lines;
}

function pieceOf(leaf: LeafCstNode): Piece {
  const comment = commentKind(leaf);
  if (comment !== undefined) return { leaf, comment, opens: undefined, within: undefined };
  const node = leaf.astNode;
  const first = node.$cstNode?.offset === leaf.offset;
  if (first && declarations.has(node.$type))
    return { leaf, comment, opens: node, within: node.$container };
  if (first && parts.has(node.$type))
    return { leaf, comment, opens: node, within: node.$container };
  return {
    leaf,
    comment,
    opens: undefined,
    within: beginsAttribute(leaf, node) ? node : undefined,
  };
}

function commentKind(leaf: LeafCstNode): Piece['comment'] {
  if (!leaf.hidden) return undefined;
  return leaf.tokenType.name === 'LINE_COMMENT' ? 'line' : 'block';
}

function beginsAttribute(leaf: LeafCstNode, node: AstNode): boolean {
  if (!GrammarAST.isKeyword(leaf.grammarSource)) return false;
  return attributes[node.$type]?.some(({ word }) => word.split(' ')[0] === leaf.text) ?? false;
}
