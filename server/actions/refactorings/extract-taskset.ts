import { CstUtils, type LangiumDocument } from 'langium';
import { CodeActionKind, type Range } from 'vscode-languageserver';
import { isDomain, type Task } from '../../../language/generated/ast.ts';
import { isWritableName, writtenName } from '../../../language/syntax/names.ts';
import { extractTaskset as titleOf } from '../../../messages/editor/refactorings.ts';
import { isWhole, nodeAt, type Refactoring, replaced } from './refactoring.ts';
import { homeName, homeText } from './task-home.ts';

/**
 * Makes a task set of a domain's selected tasks, or of all of them, which the domain runs instead.
 * The tasks stand next to each other on one VCPU, so that their order and the model stay as they
 * are.
 */
export function extractTaskset(
  document: LangiumDocument,
  range: Range,
  taken: ReadonlySet<string>,
): readonly Refactoring[] {
  const domain = isWhole(document) ? nodeAt(document, range, isDomain) : undefined;
  const cst = domain?.$cstNode;
  if (domain === undefined || cst === undefined || !isWritableName(domain.name)) return [];
  const { textDocument } = document;
  const [start, end] = [range.start, range.end].map((at) => textDocument.offsetAt(at));
  const tasks = domain.tasks.filter(({ $cstNode }) => {
    if ($cstNode === undefined || start === undefined || end === undefined) return false;
    return start === end || ($cstNode.offset < end && $cstNode.end > start);
  });
  const [first, last] = [tasks[0]?.$cstNode, tasks.at(-1)?.$cstNode];
  if (tasks.length < 2 || first === undefined || last === undefined) return [];
  const homes = new Set(tasks.map(homeName));
  const isBlock = CstUtils.flattenCst(cst)
    .filter((leaf) => !leaf.hidden && leaf.offset >= first.offset && leaf.end <= last.end)
    .every((leaf) => tasks.some((task) => holds(task, leaf.offset)));
  if (homes.size !== 1 || !isBlock) return [];
  const [home] = homes;
  const name = freeName(`${domain.name}-tasks`, taken);
  const written = writtenName(name);
  const block = withoutHomes(tasks, textDocument.getText(), first.offset, last.end);
  return [
    {
      title: titleOf(name),
      kind: CodeActionKind.RefactorExtract,
      edits: [
        replaced(document, cst.offset, cst.offset, `taskset ${written} {\n  ${block}\n}\n\n`),
        replaced(
          document,
          first.offset,
          last.end,
          home === undefined ? `run ${written}` : `run ${written} on ${home}`,
        ),
      ],
    },
  ];
}

function holds({ $cstNode }: Task, offset: number): boolean {
  return $cstNode !== undefined && $cstNode.offset <= offset && offset < $cstNode.end;
}

/** The text of tasks without their VCPUs, which the `run` says for all of them. */
function withoutHomes(tasks: readonly Task[], text: string, from: number, to: number): string {
  let end = from;
  let block = '';
  for (const task of tasks) {
    const home = homeText(task, text);
    if (home === undefined) continue;
    block += text.slice(end, home.from);
    end = home.to;
  }
  return block + text.slice(end, to);
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
  return name;
}
