import { elementKey } from '../../scheduling/model/element.ts';
import type { NodeState, SystemTree, VerdictNode } from '../../server/protocol.ts';

/** One row of the view: a file with a system of its own, or an element of a system. */
export type TreeEntry = FileEntry | ElementEntry;

interface Row {
  /**
   * The identity of the row's subject, which keeps the row expanded and selected across refreshes.
   */
  readonly id: string;
  /** The file that the system begins with. */
  readonly uri: string;
  readonly children: readonly ElementEntry[];
  /** Whether the row starts open. */
  readonly open: boolean;
}

export interface FileEntry extends Row {
  readonly kind: 'file';
  readonly verdict: SystemTree['verdict'];
}

export interface ElementEntry extends Row {
  readonly kind: 'element';
  readonly node: VerdictNode;
  /**
   * The number of failing elements inside. An element that fails only through an inner one does not
   * count.
   */
  readonly failing: number;
}

/** Above this number of rows, only failing rows start open. */
const rowsAtOnce = 100;

/** The rows with something that fails, and the rows above them. */
export function failingOnly<E extends TreeEntry>(entries: readonly E[]): readonly E[] {
  return entries
    .filter((entry) => isFailing(entry))
    .map((entry) => ({ ...entry, children: failingOnly(entry.children) }));
}

function isFailing(entry: TreeEntry): boolean {
  const own =
    entry.kind === 'file'
      ? entry.verdict === 'unschedulable' || entry.verdict === 'invalid'
      : fails(entry.node.state) || entry.failing > 0;
  return own || entry.children.some(isFailing);
}

/** The rows of the view: the elements of the one system, or a row for each file. */
export function treeEntries(trees: readonly SystemTree[], one: boolean): readonly TreeEntry[] {
  const few = trees.reduce((sum, { nodes }) => sum + rows(nodes), 0) <= rowsAtOnce;
  const [tree] = trees;
  if (one && tree !== undefined && trees.length === 1)
    return elements(tree.uri, tree.uri, tree.nodes, few);
  return trees.map(({ uri, verdict, nodes }) => ({
    kind: 'file',
    id: uri,
    uri,
    verdict,
    children: elements(uri, uri, nodes, few),
    open: verdict !== 'schedulable',
  }));
}

function elements(
  uri: string,
  above: string,
  nodes: readonly VerdictNode[],
  few: boolean,
): ElementEntry[] {
  return nodes.map((node) => {
    const id = `${above} ${elementKey(node.element)}`;
    const children = elements(uri, id, node.children, few);
    const failing = children.reduce(
      (sum, child) => sum + Math.max(child.failing, fails(child.node.state) ? 1 : 0),
      0,
    );
    return {
      kind: 'element',
      id,
      uri,
      node,
      children,
      failing,
      open: startsOpen(node, failing, few),
    };
  });
}

function startsOpen({ element: { kind } }: VerdictNode, failing: number, few: boolean): boolean {
  switch (kind) {
    case 'machine':
    case 'core':
      return true;
    case 'domain':
      return few || failing > 0;
    case 'vcpu':
      return failing > 0;
    case 'plan':
    case 'task':
    case 'scenario':
    case 'step':
      return false;
  }
}

export function fails(state: NodeState): boolean {
  return state === 'unschedulable' || state === 'refused';
}

function rows(nodes: readonly VerdictNode[]): number {
  return nodes.reduce((sum, { children }) => sum + 1 + rows(children), 0);
}
