import type { ScenarioAnalysis } from '../model/analysis.ts';
import type { Element } from '../model/element.ts';
import type { Finding, RelatedElement } from './finding.ts';
import { sentence } from './sentence.ts';

/** The steps of a scenario that are refused, each at its line, with what would fail. */
export function scenarioFindings({ scenario, steps }: ScenarioAnalysis): readonly Finding[] {
  return steps.flatMap((step): Finding[] => {
    if (step.admitted) return [];
    const element: Element = { kind: 'step', scenario, index: step.index };
    if (step.failing === undefined) {
      const message = sentence(`${step.action} has no effect: ${step.reason}`);
      return [{ code: 'scenario-without-effect', severity: 'info', element, message, related: [] }];
    }
    const message = sentence(`${step.action} is refused: ${step.reason}`);
    return [
      {
        code: 'scenario-refused',
        severity: 'error',
        element,
        message,
        related: related(step.failing),
      },
    ];
  });
}

function related(failing: Element): RelatedElement[] {
  // A core is written nowhere; its machine is.
  const element: Element =
    failing.kind === 'core' ? { kind: 'machine', machine: failing.machine } : failing;
  return [{ element, message: 'this would fail' }];
}
