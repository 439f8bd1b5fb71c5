import type { AstNode } from 'langium';
import { isOverheads, isTaskset } from '../../language/generated/ast.ts';
import type { Places } from '../../language/places.ts';
import { writtenName } from '../../language/syntax/names.ts';
import { tasksetLine } from '../../messages/hover/domain.ts';
import { headings } from '../../messages/hover/headings.ts';
import type { Element } from '../../scheduling/model/element.ts';
import { code, heading, paragraphs, table } from './markdown.ts';

/**
 * A shared declaration, which has no verdict of its own: the users of a task set, the content of a
 * table.
 */
export function sharedHover(node: AstNode, places: Places): string | undefined {
  if (isTaskset(node)) {
    const runs = node.tasks.flatMap((task) => places.elementsOf(task)).filter(isTaskElement);
    const domains = [...new Set(runs.map(({ domain }) => code(domain)))];
    return paragraphs(
      heading(headings.taskset(code(node.name)), undefined),
      tasksetLine(node.tasks.length, domains),
    );
  }
  if (!isOverheads(node)) return undefined;
  const lines = node.switches.map(({ from, to, cost }): readonly [string, string] => [
    code(`${end(from)} -> ${end(to)}`),
    cost?.value === undefined ? '' : `${cost.value}${cost.cycles ? ' cycles' : ''}`,
  ]);
  return paragraphs(heading(headings.overheads(code(node.name)), undefined), table(lines));
}

function isTaskElement(element: Element): element is Extract<Element, { kind: 'task' }> {
  return element.kind === 'task';
}

function end(
  at: { readonly kind?: string; readonly domain?: { readonly $refText: string } } | undefined,
): string {
  return at?.kind ?? (at?.domain === undefined ? '?' : writtenName(at.domain.$refText));
}
