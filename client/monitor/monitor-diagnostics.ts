import {
  Diagnostic,
  type DiagnosticCollection,
  DiagnosticSeverity,
  languages,
  Range,
  Uri,
} from 'vscode';
import type { ReportedPlace, SeenHost } from './host-report.ts';

/** The differences between a host and the file, and what is found there, in the Problems view. */
export class MonitorDiagnostics {
  readonly #shown: DiagnosticCollection =
    languages.createDiagnosticCollection('hypersched-monitor');
  #last = '';

  show({ drift, findings }: SeenHost): void {
    const told = [
      ...drift.map(({ kind, message, place }) => ({
        ...{ message, place },
        ...{ code: `drift/${kind}`, severity: DiagnosticSeverity.Warning },
      })),
      ...findings.map(({ code, message, place, severity }) => ({
        ...{ code, message, place },
        severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
      })),
    ];
    const now = JSON.stringify(told);
    if (now === this.#last) return;
    this.#last = now;
    const byFile = new Map<string, Diagnostic[]>();
    for (const { message, place, code, severity } of told) {
      if (place === null) continue;
      const diagnostic = new Diagnostic(rangeOf(place), message, severity);
      diagnostic.source = 'Xen';
      diagnostic.code = code;
      byFile.set(place.file, [...(byFile.get(place.file) ?? []), diagnostic]);
    }
    this.#shown.clear();
    for (const [file, diagnostics] of byFile) this.#shown.set(Uri.file(file), diagnostics);
  }

  clear(): void {
    this.#last = '';
    this.#shown.clear();
  }

  dispose(): void {
    this.#shown.dispose();
  }
}

/** Places count from 1, ranges from 0. */
export function rangeOf(place: NonNullable<ReportedPlace>): Range {
  return new Range(place.line - 1, place.column - 1, place.endLine - 1, place.endColumn - 1);
}
