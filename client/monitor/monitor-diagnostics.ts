import {
  Diagnostic,
  type DiagnosticCollection,
  DiagnosticSeverity,
  languages,
  Range,
  Uri,
} from 'vscode';
import type { ReportedDrift, ReportedPlace, SeenHost } from './host-report.ts';

/** A difference that the Problems view shows. */
export interface ShownDrift {
  readonly drift: ReportedDrift;
  readonly diagnostic: Diagnostic;
}

/** The differences between a host and the file, and what is found there, in the Problems view. */
export class MonitorDiagnostics {
  readonly #shown: DiagnosticCollection =
    languages.createDiagnosticCollection('hypersched-monitor');
  #drifts: ReadonlyMap<string, readonly ShownDrift[]> = new Map();
  #last = '';

  /** The differences in a file, as they were read last. */
  driftsIn({ fsPath }: Uri): readonly ShownDrift[] {
    return this.#drifts.get(fsPath) ?? [];
  }

  show({ drift: drifts, findings }: SeenHost): void {
    const told = [
      ...drifts.map((drift) => ({
        ...{ message: drift.message, place: drift.place, drift },
        ...{ code: `drift/${drift.kind}`, severity: DiagnosticSeverity.Warning },
      })),
      ...findings.map(({ code, message, place, severity }) => ({
        ...{ code, message, place, drift: null },
        severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
      })),
    ];
    const asRead = JSON.stringify(told);
    if (asRead === this.#last) return;
    this.#last = asRead;
    const byFile = new Map<string, Diagnostic[]>();
    const shown = new Map<string, ShownDrift[]>();
    for (const { message, place, code, severity, drift } of told) {
      if (place === null) continue;
      const diagnostic = new Diagnostic(rangeOf(place), message, severity);
      diagnostic.source = 'Xen';
      diagnostic.code = code;
      byFile.set(place.file, [...(byFile.get(place.file) ?? []), diagnostic]);
      const { fsPath } = Uri.file(place.file);
      if (drift !== null) shown.set(fsPath, [...(shown.get(fsPath) ?? []), { drift, diagnostic }]);
    }
    this.#drifts = shown;
    // In one step, so that the editor never sees a file without them in between.
    const before = Array.from(this.#shown, ([uri]): [Uri, undefined] => [uri, undefined]);
    const now = Array.from(byFile, ([file, found]): [Uri, Diagnostic[]] => [Uri.file(file), found]);
    this.#shown.set([...before, ...now]);
  }

  clear(): void {
    this.#last = '';
    this.#drifts = new Map();
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
