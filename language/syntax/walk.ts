import { type AstNode, isAstNode, isReference, type ReferenceInfo } from 'langium';

/** Properties that begin with it are Langium's own. */
const DOLLAR = 36;

/**
 * A node and all below it, in the order of Langium's `streamAst`, which takes several times as
 * long.
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

/** All references below a node, in the order in which Langium goes through them. */
export function referencesBelow(root: AstNode): ReferenceInfo[] {
  const found: ReferenceInfo[] = [];
  walk(root, (container) => {
    for (const property in container) {
      if (property.charCodeAt(0) === DOLLAR) continue;
      const value: unknown = Reflect.get(container, property);
      if (typeof value !== 'object') continue;
      if (Array.isArray(value)) {
        if (typeof value[0] === 'string') continue;
        for (const [index, reference] of value.entries()) {
          if (isReference(reference)) found.push({ reference, container, property, index });
        }
      } else if (isReference(value)) {
        found.push({ reference: value, container, property });
      }
    }
  });
  return found;
}
