import type { LangiumDocument } from 'langium';
import type { TextEdit } from 'vscode-languageserver';
import { type File, isMachine, isOverheads, type Machine } from '../../language/generated/ast.ts';
import { isWhole, replaced } from '../actions/refactorings/refactoring.ts';
import type { OverheadsWritten, WriteOverheadsParams } from '../protocol.ts';

/**
 * The edit that writes a measured `overheads` block into a file: in place of the one of that name,
 * else at the end. Every machine that charges nothing so far charges it; the others are told.
 */
export function writeOverheads(
  document: LangiumDocument,
  { name, block }: Omit<WriteOverheadsParams, 'uri'>,
): OverheadsWritten | null {
  if (!isWhole(document)) return null;
  const { members } = document.parseResult.value as File;
  const machines = members.filter(isMachine);
  const written = members.filter(isOverheads).find((each) => each.name === name)?.$cstNode;
  const edits: TextEdit[] = [];
  const charging: string[] = [];
  for (const machine of machines) {
    const [use] = machine.overheads;
    if (use === undefined) edits.push(...charge(document, machine, name));
    else if (use.table?.$refText !== name) charging.push(machine.name);
  }
  const end = document.textDocument.getText().length;
  edits.push(
    written === undefined
      ? replaced(document, end, end, `${gapBefore(document)}${block.trimEnd()}\n`)
      : replaced(document, written.offset, written.end, block.trimEnd()),
  );
  return { edit: { changes: { [document.textDocument.uri]: edits } }, charging };
}

/** The line `overheads NAME` before the brace that ends the machine. */
function charge(document: LangiumDocument, { $cstNode }: Machine, name: string): TextEdit[] {
  if ($cstNode === undefined) return [];
  const text = document.textDocument.getText();
  const brace = $cstNode.end - 1;
  const line = text.lastIndexOf('\n', brace) + 1;
  const alone = text.slice(line, brace).trim() === '';
  const at = alone ? line : brace;
  const use = alone ? `  overheads ${name}\n` : ` overheads ${name} `;
  return [replaced(document, at, at, use)];
}

/** The line ends that leave one blank line before a new declaration. */
function gapBefore({ textDocument }: LangiumDocument): string {
  const text = textDocument.getText();
  if (text.trim() === '') return '';
  return '\n'.repeat(2 - (/\n{0,2}$/.exec(text.replaceAll('\r', ''))?.[0].length ?? 0));
}
