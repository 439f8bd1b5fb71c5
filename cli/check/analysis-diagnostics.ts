import { placeFindings } from '../../language/diagnose.ts';
import { findingText } from '../../messages/findings/finding.ts';
import type { Finding } from '../../scheduling/findings/finding.ts';
import type { LoadedFile } from '../loaded-file.ts';
import type { Diagnostic } from './diagnostic.ts';
import { placeOf } from './text-diagnostics.ts';

/** The findings of the analysis, at their places in the text. */
export function analysisDiagnostics(
  findings: readonly Finding[],
  { places, nameOf }: LoadedFile,
): readonly Diagnostic[] {
  return placeFindings(findings, places).map(({ uri, range, finding, related }) => ({
    ...placeOf(nameOf(uri), range),
    origin: 'analysis',
    severity: finding.severity,
    code: finding.code,
    message: findingText(finding),
    related: related.map((place) => ({
      ...placeOf(nameOf(place.uri), place.range),
      message: place.message,
    })),
  }));
}
