import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-protocol';
import { internalError } from './code-pages.ts';

/** What a file shows whose analysis failed by a fault of the tool's own. */
export function failureDiagnostic(error: unknown): Diagnostic {
  const what = error instanceof Error ? error.message : String(error);
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Error,
    source: 'hypersched',
    code: internalError,
    message: `hypersched failed on this file by a fault of its own (${what}). Please report it with the file; the output channel has the details.`,
  };
}
