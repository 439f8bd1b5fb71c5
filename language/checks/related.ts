import { type AstNode, GrammarUtils } from 'langium';
import { placeOf } from '../places.ts';
import type { Related } from './check.ts';

/** A second place that a problem concerns: a part of a node, or the whole node. */
export function related(message: string, node: AstNode, property?: string): Related[] {
  const part =
    property === undefined ? undefined : GrammarUtils.findNodeForProperty(node.$cstNode, property);
  const cst = part ?? node.$cstNode;
  return cst === undefined ? [] : [{ message, place: placeOf(node, cst) }];
}
