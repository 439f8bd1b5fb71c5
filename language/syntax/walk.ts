import { type AstNode, isAstNode, isReference, type ReferenceInfo } from 'langium';
import { reflection } from '../generated/ast.ts';

/** Langium's own properties begin with it. */
const DOLLAR = 36;

/** The nodes of each tree that was asked for. A parsed tree no longer changes. */
const known = new WeakMap<AstNode, readonly AstNode[]>();

/**
 * A node and all nodes below it in the order of Langium's `streamAst`, several times as fast. The
 * linker, the index and the checks ask for those of the same file.
 */
export function nodesBelow(root: AstNode): readonly AstNode[] {
  let nodes = known.get(root);
  if (nodes === undefined) {
    const found: AstNode[] = [];
    collect(root, found);
    nodes = found;
    known.set(root, nodes);
  }
  return nodes;
}

function collect(node: AstNode, found: AstNode[]): void {
  found.push(node);
  for (const key in node) {
    if (key.charCodeAt(0) === DOLLAR) continue;
    const value: unknown = Reflect.get(node, key);
    if (typeof value !== 'object') continue;
    if (Array.isArray(value)) {
      if (typeof value[0] === 'string') continue;
      for (const item of value) if (isAstNode(item)) collect(item, found);
    } else if (isAstNode(value)) {
      collect(value, found);
    }
  }
}

/** The references below a node, those of one node after those of the other. */
export function referencesBelow(root: AstNode): readonly ReferenceInfo[] {
  const found: ReferenceInfo[] = [];
  for (const container of nodesBelow(root)) {
    for (const property of referencesOf(container.$type)) {
      const value: unknown = Reflect.get(container, property);
      if (isReference(value)) found.push({ reference: value, container, property });
      else if (Array.isArray(value))
        for (const [index, reference] of value.entries())
          if (isReference(reference)) found.push({ reference, container, property, index });
    }
  }
  return found;
}

const referencesByType = new Map<string, readonly string[]>();

/** The properties of a type that hold references. */
function referencesOf(type: string): readonly string[] {
  let properties = referencesByType.get(type);
  if (properties === undefined) {
    properties = Object.values(reflection.getTypeMetaData(type).properties)
      .filter(({ referenceType }) => referenceType !== undefined)
      .map(({ name }) => name);
    referencesByType.set(type, properties);
  }
  return properties;
}
