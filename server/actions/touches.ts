import type { Range } from 'vscode-languageserver';

/** Whether two ranges have a character or an end in common. */
export function touches(place: Range, range: Range): boolean {
  return (
    (place.start.line < range.end.line ||
      (place.start.line === range.end.line && place.start.character <= range.end.character)) &&
    (place.end.line > range.start.line ||
      (place.end.line === range.start.line && place.end.character >= range.start.character))
  );
}
