/** The parts of Langium's builder of syntax trees that look for places among children. */
export interface TreeBuilder {
  readonly current: Composite;
  readonly rootNode: Composite;
  createLeafNode(token: unknown, hidden: boolean): Child;
  addHiddenNodes(tokens: readonly unknown[]): void;
  removeNode(node: Child): void;
  appendChildren(parent: Composite, children: readonly Child[]): void;
  insertChildren(parent: Composite, index: number, children: readonly Child[]): void;
}

interface Child {
  container?: Composite | undefined;
}

interface Composite extends Child {
  content: Child[];
}

/**
 * Makes a builder look for the node that is being built from the end, where it stands: from the
 * start, a block of many members costs the square of their number. Children are inserted one by
 * one, since Langium passes them as arguments of one call, which allows no more than some 100,000.
 */
export function buildFromTheEnd(builder: TreeBuilder): void {
  builder.insertChildren = insertChildren;
  builder.appendChildren = appendChildren;
  builder.removeNode = removeNode;
  builder.addHiddenNodes = (tokens) => {
    if (tokens.length === 0) return;
    const leaves = tokens.map((token) => builder.createLeafNode(token, true));
    let node = builder.current;
    if (node.content.length > 0) {
      appendChildren(node, leaves);
      return;
    }
    // Comments stand before the outermost new node behind something else.
    while (node.container !== undefined) {
      const index = node.container.content.lastIndexOf(node);
      if (index > 0) {
        insertChildren(node.container, index, leaves);
        return;
      }
      node = node.container;
    }
    insertChildren(builder.rootNode, 0, leaves);
  };
}

function removeNode(node: Child): void {
  const siblings = node.container?.content ?? [];
  const index = siblings.lastIndexOf(node);
  if (index >= 0) siblings.splice(index, 1);
}

function appendChildren(parent: Composite, children: readonly Child[]): void {
  insertChildren(parent, parent.content.length, children);
}

function insertChildren(parent: Composite, index: number, children: readonly Child[]): void {
  for (const child of children) child.container = parent;
  const after = parent.content.splice(index);
  for (const child of children) parent.content.push(child);
  for (const child of after) parent.content.push(child);
}
