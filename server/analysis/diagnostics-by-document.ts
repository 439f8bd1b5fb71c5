import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
} from 'vscode-languageserver-protocol';
import { type PlacedFinding, placeFindings } from '../../language/diagnose.ts';
import type { Places } from '../../language/places.ts';
import { findingText } from '../../messages/findings/finding.ts';
import type { Finding } from '../../scheduling/findings/finding.ts';
import type { FindingsByDocument } from './diagnostics-board.ts';
import { findingData } from './finding-data.ts';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/** Findings as the editor shows them, by their document. */
export function diagnosticsByDocument(
  findings: readonly Finding[],
  places: Places,
): FindingsByDocument {
  const byDocument = new Map<string, Diagnostic[]>();
  for (const placed of placeFindings(findings, places)) {
    const standing = byDocument.get(placed.uri);
    if (standing === undefined) byDocument.set(placed.uri, [diagnostic(placed)]);
    else standing.push(diagnostic(placed));
  }
  return byDocument;
}

function diagnostic({ range, finding, related }: PlacedFinding): Diagnostic {
  return {
    range,
    severity: severities[finding.severity],
    source: 'hypersched',
    code: finding.code,
    message: findingText(finding),
    data: findingData(finding),
    ...(related.length === 0 ? {} : { relatedInformation: related.map(relatedInformation) }),
  };
}

function relatedInformation({
  uri,
  range,
  message,
}: PlacedFinding['related'][number]): DiagnosticRelatedInformation {
  return { location: { uri, range }, message };
}
