import type { CodeAction, Position, TextEdit } from 'vscode-languageserver-protocol';

/** The text after the action's edits of that file. */
export function applied(text: string, uri: string, { edit }: CodeAction): string {
  return withEdits(text, edit?.changes?.[uri] ?? []);
}

/** The text after edits that do not overlap. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: Position): number =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return edits
    .toSorted((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (result, { range, newText }) =>
        result.slice(0, offset(range.start)) + newText + result.slice(offset(range.end)),
      text,
    );
}
