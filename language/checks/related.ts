import { type AstNode, GrammarUtils } from 'langium';
import { placeOf } from '../places.ts';
import type { Related } from './check.ts';

/** Another place that a problem is about: a part of a node, or the whole of it. */
export function related(message: string, node: AstNode, property?: string): Related[] {
  const part =
    property === undefined ? undefined : GrammarUtils.findNodeForProperty(node.$cstNode, property);
  const cst = part ?? node.$cstNode;
  return cst === undefined ? [] : [{ message, place: placeOf(node, cst) }];
}
