import type { DomainAnalysis } from '../model/analysis.ts';
import type { Finding } from './finding.ts';

/** A finding if a domain's tasks need more than its cap. */
export function capFindings({ domain, verdict }: DomainAnalysis): readonly Finding[] {
  if (verdict.kind !== 'unschedulable' || verdict.reason.kind !== 'over-cap') return [];
  const { reason } = verdict;
  return [
    {
      code: 'guest-unschedulable',
      severity: 'error',
      element: { kind: 'domain', domain },
      attribute: 'cap',
      data: {
        served: { domain, vcpu: null },
        what: { kind: 'fails', reason },
        remedy: null,
        beside: null,
      },
      related: [],
    },
  ];
}
