import type { DerivationStep } from '../../scheduling/explain/derivation-step.ts';
import { deriveElement } from '../../scheduling/explain/derive-element.ts';
import { hostSteps } from '../../scheduling/explain/host-steps.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import type { Element } from '../../scheduling/model/element.ts';
import type { Style } from '../terminal.ts';
import { derivationText } from './derivation-text.ts';
import { domainFacts } from './facts.ts';
import { sectionsText } from './section.ts';
import { elementSections } from './sections.ts';

/** What is known of an element: its derivation, where there is one, else its parts and their verdicts. */
export function elementText(element: Element, analysis: Analysis, style: Style): string {
  if (element.kind !== 'vcpu' && element.kind !== 'task')
    return sectionsText(elementSections(element, analysis));
  const steps = deriveElement(analysis.completed, element);
  if (steps.length === 0) return sectionsText(elementSections(element, analysis));
  return derivationText([...steps, ...stepsOnHost(element, analysis)], style);
}

function stepsOnHost(element: Element, analysis: Analysis): readonly DerivationStep[] {
  if (element.kind !== 'vcpu') return [];
  const facts = domainFacts(analysis, element.domain);
  const host = facts?.host.vcpus.find(
    ({ domain, vcpu }) => domain === element.domain && vcpu === element.vcpu,
  );
  return facts === undefined || host === undefined ? [] : hostSteps(facts.machine, host);
}
