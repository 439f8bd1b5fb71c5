import { GrammarUtils } from 'langium';
import type { Task, TasksetUse } from '../../../language/generated/ast.ts';

/** The stretch of a task's or a run's text that says its VCPU, with the blanks before it. */
export interface HomeText {
  readonly from: number;
  readonly to: number;
}

/** The written `on VCPU` of a task or a `run`; undefined where there is none. */
export function homeText(node: Task | TasksetUse, text: string): HomeText | undefined {
  const word = GrammarUtils.findNodeForKeyword(node.$cstNode, 'on');
  const name = GrammarUtils.findNodeForProperty(node.$cstNode, 'vcpu');
  if (word === undefined || name === undefined) return undefined;
  const before = text.slice(0, word.offset);
  return { from: before.replace(/[ \t]+$/, '').length, to: name.end };
}

/** The name of the VCPU that a task or a `run` says; undefined where it says none. */
export function homeName(node: Task | TasksetUse): string | undefined {
  const reference = node.$type === 'Task' ? node.vcpu[0] : node.vcpu;
  return reference?.$refText;
}
