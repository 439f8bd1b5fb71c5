import { factsOf } from '../facts/facts.ts';
import type { Analysis } from '../model/analysis.ts';
import { capFindings } from './cap-findings.ts';
import type { Finding } from './finding.ts';
import { guestFindings } from './guest-findings.ts';
import { hostFindings } from './host-findings.ts';
import { scenarioFindings } from './scenario-findings.ts';

/**
 * What a person should be told of an analysis: what fails, when, by how much, and what would do.
 * Each finding stands at what has to change. What is unknown only because part of the text is not
 * understood is not told: the text has its own errors.
 */
export function findings(analysis: Analysis): readonly Finding[] {
  const facts = factsOf(analysis);
  return [
    ...facts.vcpus.flatMap(guestFindings),
    ...analysis.domains.flatMap(capFindings),
    ...facts.machines.flatMap(hostFindings),
    ...analysis.scenarios.flatMap(scenarioFindings),
  ];
}
