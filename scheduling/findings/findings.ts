import { factsOf } from '../facts/facts.ts';
import type { Analysis } from '../model/analysis.ts';
import { elementKey } from '../model/element.ts';
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

const ranks: Readonly<Record<Finding['severity'], number>> = {
  hint: 0,
  info: 1,
  warning: 2,
  error: 3,
};

/**
 * The errors and warnings of a changed system that the system before did not have: no finding of
 * the same code at the same element was as severe.
 */
export function newProblems(
  before: readonly Finding[],
  after: readonly Finding[],
): readonly Finding[] {
  return after.filter(
    (one) => ranks[one.severity] >= ranks.warning && !before.some((known) => covers(known, one)),
  );
}

/** Whether a finding says what another one says of the same element, at least as severely. */
export function covers(known: Finding, one: Finding): boolean {
  return keyOf(known) === keyOf(one) && ranks[known.severity] >= ranks[one.severity];
}

function keyOf({ code, element }: Finding): string {
  return `${code} ${elementKey(element)}`;
}
