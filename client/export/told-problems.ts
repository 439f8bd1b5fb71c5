import { Diagnostic, DiagnosticSeverity, Position, Range } from 'vscode';

/** The problems of lines such as `board.hsched:3:1: error: … [xen/name]`, by their files. */
export function toldProblems(lines: readonly string[]): ReadonlyMap<string, Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  for (const line of lines) {
    const [, path, row, column, message, code] =
      /^(.+):(\d+):(\d+): error: (.+) \[([\w/-]+)\]$/.exec(line) ?? [];
    if (path === undefined || message === undefined) continue;
    const at = new Position(Number(row) - 1, Number(column) - 1);
    const problem = new Diagnostic(new Range(at, at), message, DiagnosticSeverity.Error);
    problem.source = 'hypersched';
    if (code !== undefined) problem.code = code;
    found.set(path, [...(found.get(path) ?? []), problem]);
  }
  return found;
}
