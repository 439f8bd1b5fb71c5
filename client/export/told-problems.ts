import { Diagnostic, DiagnosticSeverity, Position, Range } from 'vscode';

/** The problems of lines such as `board.hsched:3:1: error: … [xen/name]`, by their files. */
export function toldProblems(lines: readonly string[]): ReadonlyMap<string, Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  for (const line of lines) {
    const [, path, row, column, severity, message, code] =
      /^(.+):(\d+):(\d+): (error|warning): (.+) \[([\w/-]+)\]$/.exec(line) ?? [];
    if (path === undefined || message === undefined) continue;
    const at = new Position(Number(row) - 1, Number(column) - 1);
    const { Error: error, Warning: warning } = DiagnosticSeverity;
    const gravity = severity === 'warning' ? warning : error;
    const problem = new Diagnostic(new Range(at, at), message, gravity);
    problem.source = 'hypersched';
    if (code !== undefined) problem.code = code;
    found.set(path, [...(found.get(path) ?? []), problem]);
  }
  return found;
}
