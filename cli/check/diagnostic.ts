import { shown, shownPath } from '../output/shown.ts';

/** A place in a file, for people: lines and columns count from 1, the end is exclusive. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Diagnostic extends Place {
  /** Whether the text itself is wrong, or the system that it describes. */
  readonly origin: 'text' | 'analysis';
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly code: string;
  readonly message: string;
  readonly related: readonly (Place & { readonly message: string })[];
}

/**
 * The line that problem matchers know, in three parts: place, severity, message. They know no
 * hints.
 */
export function diagnosticLine(diagnostic: Diagnostic): readonly [string, string, string] {
  const { file, line, column, severity, message, code } = diagnostic;
  const word = severity === 'hint' ? 'info' : severity;
  const where = `${shownPath(file)}:${line}:${column}: `;
  return [where, `${word}:`, ` ${shown(oneLine(message))} [${code}]`];
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
