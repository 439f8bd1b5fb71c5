import { AstUtils, type LangiumDocument } from 'langium';
import { CodeActionKind, type Range, type TextEdit } from 'vscode-languageserver';
import { isTasksetUse, type Taskset } from '../../../language/generated/ast.ts';
import { inlineTaskset as titleOf } from '../../../messages/editor/refactorings.ts';
import { isWhole, nodeAt, type Refactoring, replaced } from './refactoring.ts';
import { homeName } from './task-home.ts';

/**
 * Writes the tasks of a set in place of the `run` that brings them in. The set itself goes where
 * nothing else runs it and it stands in the same file.
 */
export function inlineTaskset(
  document: LangiumDocument,
  range: Range,
  usesOf: (taskset: Taskset) => number,
): readonly Refactoring[] {
  const run = isWhole(document) ? nodeAt(document, range, isTasksetUse) : undefined;
  const taskset = run?.taskset.ref;
  const cst = run?.$cstNode;
  if (run === undefined || taskset === undefined || cst === undefined) return [];
  const source = AstUtils.getDocument(taskset);
  if (!isWhole(source) || taskset.tasks.some(({ vcpu }) => vcpu.length > 0)) return [];
  const edits: TextEdit[] = [
    replaced(document, cst.offset, cst.end, tasksText(taskset, source, homeName(run))),
  ];
  if (source === document && usesOf(taskset) === 1) edits.push(...removal(taskset, document));
  return [{ title: titleOf(taskset.name), kind: CodeActionKind.RefactorInline, edits }];
}

/** The tasks as written, with the comments between them, each on its VCPU. */
function tasksText(
  { tasks }: Taskset,
  { textDocument }: LangiumDocument,
  home: string | undefined,
): string {
  const text = textDocument.getText();
  const on = home === undefined ? '' : ` on ${home}`;
  let end = tasks[0]?.$cstNode?.offset ?? 0;
  let block = '';
  for (const { $cstNode: cst } of tasks) {
    if (cst === undefined) continue;
    block += `${text.slice(end, cst.end)}${on}`;
    end = cst.end;
  }
  return block;
}

function removal({ $cstNode: cst }: Taskset, document: LangiumDocument): readonly TextEdit[] {
  if (cst === undefined) return [];
  const behind = document.textDocument.getText().slice(cst.end);
  const blank = /^(?:[ \t]*\r?\n)*/.exec(behind)?.[0].length ?? 0;
  return [replaced(document, cst.offset, cst.end + blank, '')];
}
