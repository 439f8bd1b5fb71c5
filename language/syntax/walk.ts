import { type AstNode, isAstNode, isReference, type ReferenceInfo } from 'langium';

/** Langium's own properties begin with it. */
const DOLLAR = 36;

/**
 * Walks over a node and all nodes below it in the order of Langium's `streamAst`, several times as
 * fast.
 */
export function walk(node: AstNode, each: (node: AstNode) => void): void {
  each(node);
  for (const key in node) {
    if (key.charCodeAt(0) === DOLLAR) continue;
    const value: unknown = Reflect.get(node, key);
    if (typeof value !== 'object') continue;
    if (Array.isArray(value)) {
      if (typeof value[0] === 'string') continue;
      for (const item of value) if (isAstNode(item)) walk(item, each);
    } else if (isAstNode(value)) {
      walk(value, each);
    }
  }
}

/** The references below a node, in Langium's order. */
export function referencesBelow(root: AstNode): ReferenceInfo[] {
  const found: ReferenceInfo[] = [];
  collectReferences(root, found);
  return found;
}

function collectReferences(container: AstNode, found: ReferenceInfo[]): void {
  const below: AstNode[] = [];
  for (const property in container) {
    if (property.charCodeAt(0) === DOLLAR) continue;
    const value: unknown = Reflect.get(container, property);
    if (typeof value !== 'object') continue;
    if (Array.isArray(value)) {
      if (typeof value[0] === 'string') continue;
      for (const [index, item] of value.entries()) {
        if (isReference(item)) found.push({ reference: item, container, property, index });
        else if (isAstNode(item)) below.push(item);
      }
    } else if (isReference(value)) {
      found.push({ reference: value, container, property });
    } else if (isAstNode(value)) {
      below.push(value);
    }
  }
  for (const node of below) collectReferences(node, found);
}
