import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-protocol';
import type { FindingCode } from '../../scheduling/findings/finding.ts';
import type { SeveritySettings } from '../client-settings.ts';
import type { LiveSettings } from '../live-settings.ts';
import { holdsBeside } from './finding-data.ts';

/** The findings whose severity a person may choose, with the setting that says it. */
const chosen = {
  'soft-can-miss': 'soft',
  'not-proven': 'unknown',
  'credit-no-guarantee': 'unknown',
} as const satisfies Partial<Record<FindingCode, keyof SeveritySettings>>;

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/** A diagnostic with the severity that the settings give it; none where they hide it. */
export function withShownSeverity(
  diagnostic: Diagnostic,
  { severity: settings, guarantee }: Pick<LiveSettings, 'severity' | 'guarantee'>,
): readonly Diagnostic[] {
  if (guarantee === 'here' && holdsBeside(diagnostic))
    return [{ ...diagnostic, severity: DiagnosticSeverity.Hint }];
  const code = String(diagnostic.code);
  if (!isChosen(code)) return [diagnostic];
  const wanted = settings[chosen[code]];
  if (wanted === 'off') return [];
  // The setting is about what is owed. Information says that nothing is.
  return diagnostic.severity === DiagnosticSeverity.Information
    ? [diagnostic]
    : [{ ...diagnostic, severity: severities[wanted] }];
}

function isChosen(code: string): code is keyof typeof chosen {
  return Object.hasOwn(chosen, code);
}
