import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-protocol';
import { analysisFailed, analysisTookTooLong } from '../../messages/analysis.ts';
import { TookTooLong } from '../worker/slices.ts';
import { internalError } from './code-pages.ts';

/** The diagnostic of a file whose analysis failed. */
export function failureDiagnostic(error: unknown): Diagnostic {
  const start = { line: 0, character: 0 };
  const common = { range: { start, end: start }, source: 'hypersched' };
  if (error instanceof TookTooLong) {
    const message = analysisTookTooLong();
    return { ...common, severity: DiagnosticSeverity.Warning, code: 'not-proven', message };
  }
  const what = error instanceof Error ? error.message : String(error);
  const message = analysisFailed(what);
  return { ...common, severity: DiagnosticSeverity.Error, code: internalError, message };
}
