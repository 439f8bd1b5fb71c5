import type { SarifRule } from '../../formats/sarif.ts';
import { checks } from '../../language/checks/table.ts';
import { fileUnreadable, textRules } from '../../messages/command/text-rules.ts';
import { expectationUnmet } from '../../messages/expectations/judgment.ts';
import { findingTitles } from '../../messages/findings/titles.ts';
import { type LinuxProblemKind, linuxCode } from '../../messages/formats/linux-guest/problem.ts';
import { linuxRules } from '../../messages/formats/linux-guest/rules.ts';
import { type XenProblemKind, xenCode } from '../../messages/formats/xen-export/problem.ts';
import { xenRules } from '../../messages/formats/xen-export/rules.ts';
import { sentence } from '../../messages/text/sentence.ts';
import type { FindingCode } from '../../scheduling/findings/finding.ts';

const textSeverities = new Map(
  checks.flatMap(({ codes, severity }) => codes.map((code) => [code, severity] as const)),
);

/** The usual severity of a finding. */
const findingSeverities: Readonly<Record<FindingCode, SarifRule['severity']>> = {
  'guest-unschedulable': 'error',
  'core-unschedulable': 'error',
  'machine-unschedulable': 'error',
  'windows-impossible': 'error',
  'scenario-refused': 'error',
  'not-proven': 'warning',
  'credit-no-guarantee': 'warning',
  'soft-can-miss': 'warning',
  'vcpu-gets-nothing': 'warning',
  'windows-not-found': 'warning',
  'scenario-without-effect': 'info',
  'budget-oversized': 'hint',
};

/** All codes that a report can name. */
export function sarifRules(): readonly SarifRule[] {
  return [
    ...Object.entries(textRules).map(
      ([code, summary]): SarifRule => ({
        code,
        summary: summary(),
        severity: textSeverities.get(code) ?? 'error',
      }),
    ),
    ...Object.entries(findingSeverities).map(
      ([code, severity]): SarifRule => ({
        code,
        summary: sentence(findingTitles[code as FindingCode]()),
        severity,
      }),
    ),
    ...Object.entries(xenRules).map(
      ([kind, summary]): SarifRule => ({
        code: xenCode({ kind: kind as XenProblemKind }),
        summary: summary(),
        severity: 'error',
      }),
    ),
    ...Object.entries(linuxRules).map(
      ([kind, summary]): SarifRule => ({
        code: linuxCode({ kind: kind as LinuxProblemKind }),
        summary: summary(),
        severity: 'error',
      }),
    ),
    { code: 'expectation-unmet', summary: expectationUnmet(), severity: 'error' },
    { code: 'file-unreadable', summary: fileUnreadable(), severity: 'error' },
  ];
}
