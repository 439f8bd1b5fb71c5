import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Place, Places } from '../../language/places.ts';
import { writtenName } from '../../language/syntax/names.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import type { Window } from '../../scheduling/model/model.ts';
import { chosenFrame, frameText, windowText } from './chosen-windows.ts';

/** Reads a part of a document; empty if the document is unknown. */
export type ReadText = (uri: string, range: Range) => string;

/**
 * The edit that writes the chosen plain windows of machines, each machine's in the order of their
 * starts where its first window stood or else behind its scheduler, and takes the others away.
 * `null` if there is nothing to write.
 */
export function rewriteWindows(
  machines: readonly CompletedMachine[],
  places: Places,
  read: ReadText,
): WorkspaceEdit | null {
  const changes: Record<string, TextEdit[]> = {};
  const add = ({ uri }: Place, edit: TextEdit): void => {
    changes[uri] = [...(changes[uri] ?? []), edit];
  };
  for (const machine of machines) {
    const cores = (machine.windowChoice?.cores ?? []).filter(({ plan }) => plan === undefined);
    const windows = cores.flatMap(({ result }) => (result.kind === 'found' ? result.windows : []));
    const lines = cores
      .flatMap(({ vcpus }) => vcpus)
      .flatMap(({ domain, vcpu }) => places.find({ kind: 'vcpu', domain, vcpu })?.windows ?? [])
      .sort((a, b) => comparePositions(a.range.start, b.range.start));
    const scheduler = places
      .find({ kind: 'machine', machine: machine.name })
      ?.attribute('scheduler');
    if (scheduler === undefined || windows.length === 0) continue;
    const { end } = scheduler.whole.range;
    const frame = chosenFrame(machine, places);
    const head = frame === null ? '' : ` ${frameText(frame)}`;
    const [first, ...others] = lines;
    const indent = ' '.repeat((first?.range ?? scheduler.whole.range).start.character);
    const text = windows.map(windowLine).join(`\n${indent}`);
    const tail = first === undefined ? `\n${indent}${text}` : '';
    if (head + tail !== '')
      add(scheduler.whole, { range: { start: end, end }, newText: head + tail });
    if (first !== undefined) add(first, { range: first.range, newText: text });
    for (const line of others) add(line, { range: wholeLine(line, read), newText: '' });
  }
  return Object.keys(changes).length === 0 ? null : { changes };
}

function windowLine(window: Window): string {
  const name = `${writtenName(window.domain)}.${writtenName(window.vcpu)}`;
  return `window ${name} ${windowText(window)}`;
}

/** The range to take away with a member: its line where nothing else stands on it. */
function wholeLine({ uri, range }: Place, read: ReadText): Range {
  const { start, end } = range;
  const before = { start: { line: start.line, character: 0 }, end: start };
  const behind = { start: end, end: { line: end.line + 1, character: 0 } };
  const alone = read(uri, before).trim() === '' && read(uri, behind).trim() === '';
  return alone ? { start: before.start, end: behind.end } : range;
}

function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
