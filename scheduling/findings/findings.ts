import { factsOf } from '../facts/facts.ts';
import type { Analysis } from '../model/analysis.ts';
import { scenarioFindings } from './admission/scenario-findings.ts';
import { capFindings } from './cap-findings.ts';
import type { Finding } from './finding.ts';
import { guestFindings } from './guest-findings.ts';
import { hostFindings } from './host-findings.ts';
import { windowFindings } from './window-findings.ts';

/**
 * The findings of an analysis: the element that fails, the time, the excess and a sufficient value.
 * Each finding stands at the element that has to change. An `unknown` that only stems from text
 * with errors gives no finding, for the text reports its own errors.
 */
export function findings(analysis: Analysis): readonly Finding[] {
  const facts = factsOf(analysis);
  return [
    ...facts.vcpus.flatMap(guestFindings),
    ...analysis.domains.flatMap(capFindings),
    ...facts.machines.flatMap((proven) => hostFindings(proven, analysis.completed.machines)),
    ...facts.machines.flatMap(windowFindings),
    ...analysis.scenarios.flatMap(scenarioFindings),
  ];
}
