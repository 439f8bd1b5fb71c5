import type { ScenarioAnalysis } from '../../model/analysis.ts';
import type { Element } from '../../model/element.ts';
import type { Finding } from '../finding.ts';
import type { RelatedElement } from '../related.ts';

/** The refused steps of a scenario, each at its line, with the element that would fail. */
export function scenarioFindings({ scenario, steps }: ScenarioAnalysis): readonly Finding[] {
  return steps.flatMap((step): Finding[] => {
    const { index, action, admitted, reason, failing } = step;
    if (admitted || reason === null) return [];
    const at = { element: { kind: 'step', scenario, index }, data: { action, reason } } as const;
    return failing === undefined
      ? [{ code: 'scenario-without-effect', severity: 'info', ...at, related: [] }]
      : [{ code: 'scenario-refused', severity: 'error', ...at, related: related(failing) }];
  });
}

function related(failing: Element): RelatedElement[] {
  // A core is not written in the text, so the finding names its machine.
  const element: Element =
    failing.kind === 'core' ? { kind: 'machine', machine: failing.machine } : failing;
  return [{ element, role: { kind: 'would-fail' } }];
}
