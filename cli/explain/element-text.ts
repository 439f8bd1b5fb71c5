import type { DerivationStep } from '../../scheduling/explain/derivation-step.ts';
import { deriveElement } from '../../scheduling/explain/derive-element.ts';
import { hostSteps } from '../../scheduling/explain/host-steps.ts';
import { machineSteps } from '../../scheduling/explain/machine-steps.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import type { Element } from '../../scheduling/model/element.ts';
import { severity } from '../../scheduling/model/verdict.ts';
import type { Style } from '../terminal.ts';
import { derivationText } from './derivation-text.ts';
import { domainFacts, machineFacts } from './facts.ts';
import { sectionsText } from './section.ts';
import { elementSections } from './sections.ts';

/**
 * What is known of an element: its parts and their verdicts, where it has parts, and its
 * derivation, where there is one.
 */
export function elementText(element: Element, analysis: Analysis, style: Style): string {
  const steps = derivation(element, analysis);
  const whole = element.kind !== 'vcpu' && element.kind !== 'task';
  const sections =
    whole || steps.length === 0 ? sectionsText(elementSections(element, analysis)) : '';
  const gap = sections !== '' && steps.length > 0 ? '\n' : '';
  return `${sections}${gap}${derivationText(steps, style)}`;
}

function derivation(element: Element, analysis: Analysis): readonly DerivationStep[] {
  switch (element.kind) {
    case 'vcpu':
      return [...deriveElement(analysis.completed, element), ...stepsOnHost(element, analysis)];
    case 'task':
      return deriveElement(analysis.completed, element);
    case 'domain':
      return deriveWorst(element.domain, analysis);
    case 'machine': {
      const facts = machineFacts(analysis, element.machine);
      return facts === undefined ? [] : machineSteps(facts.machine, facts.host);
    }
    default:
      return [];
  }
}

/** A domain is as good as its worst VCPU. */
function deriveWorst(name: string, analysis: Analysis): readonly DerivationStep[] {
  const vcpus = domainFacts(analysis, name)?.inside.vcpus ?? [];
  const [worst] = [...vcpus].sort((a, b) => severity(b.verdict.kind) - severity(a.verdict.kind));
  if (worst === undefined) return [];
  const steps = deriveElement(analysis.completed, { kind: 'vcpu', domain: name, vcpu: worst.vcpu });
  return vcpus.length === 1
    ? steps
    : steps.map((step) => ({
        ...step,
        about: [{ kind: 'name', name: worst.vcpu }, ...(step.about ?? [])],
      }));
}

function stepsOnHost(
  element: Extract<Element, { kind: 'vcpu' }>,
  analysis: Analysis,
): readonly DerivationStep[] {
  const facts = domainFacts(analysis, element.domain);
  const host = facts?.host.vcpus.find(
    ({ domain, vcpu }) => domain === element.domain && vcpu === element.vcpu,
  );
  return facts === undefined || host === undefined ? [] : hostSteps(facts.machine, host);
}
