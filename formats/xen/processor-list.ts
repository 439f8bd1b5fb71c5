import { mostProcessors } from './bounds.ts';

/** Reads a list of processors such as `0,2-5`; `null` if it is none. */
export function readProcessorList(text: string): readonly number[] | null {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const [, from, to] = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(part) ?? [];
    if (from === undefined) return null;
    const [first, last] = [Number(from), Number(to ?? from)];
    if (last >= mostProcessors || first > last) return null;
    for (let processor = first; processor <= last; processor++) found.add(processor);
  }
  return [...found].sort((a, b) => a - b);
}

/** A list of processors in the language's form: `0, 2-5`. */
export function writeProcessorList(processors: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < processors.length; ) {
    let end = at;
    while (processors[end + 1] === (processors[end] ?? 0) + 1) end++;
    const [first, last] = [processors[at] ?? 0, processors[end] ?? 0];
    parts.push(first === last ? String(first) : `${first}-${last}`);
    at = end + 1;
  }
  return parts.join(', ');
}
