import type { Position } from 'vscode-languageserver-protocol';

/**
 * The start of `needle` in the text, or `inside` characters later. With `after` it is the first one
 * after that.
 */
export function positionOf(text: string, needle: string, inside = 0, after = ''): Position {
  const offset = text.indexOf(needle, after === '' ? 0 : text.indexOf(after) + after.length);
  if (offset < 0) throw new Error(`the text holds no ${JSON.stringify(needle)}`);
  return positionAt(text, offset + inside);
}

export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
