import type { DerivationStep } from '../../scheduling/explain/derivation-step.ts';
import { deriveElement } from '../../scheduling/explain/derive-element.ts';
import { hostSteps } from '../../scheduling/explain/host-steps.ts';
import { machineSteps, planSteps } from '../../scheduling/explain/machine-steps.ts';
import { type Facts, factsOf } from '../../scheduling/facts/facts.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import type { Element } from '../../scheduling/model/element.ts';
import { severity } from '../../scheduling/model/verdict.ts';
import type { Style } from '../terminal.ts';
import { derivationText } from './derivation-text.ts';
import { sectionsText } from './section.ts';
import { elementSections } from './sections.ts';

/**
 * The explanation of an element: its parts with their verdicts, if it has any, and its derivation,
 * if there is one.
 */
export function elementText(element: Element, analysis: Analysis, style: Style): string {
  const facts = factsOf(analysis);
  const steps = derivation(element, facts);
  const whole = element.kind !== 'vcpu' && element.kind !== 'task';
  const sections = whole || steps.length === 0 ? sectionsText(elementSections(element, facts)) : '';
  const gap = sections !== '' && steps.length > 0 ? '\n' : '';
  return `${sections}${gap}${derivationText(steps, style)}`;
}

function derivation(element: Element, facts: Facts): readonly DerivationStep[] {
  switch (element.kind) {
    case 'vcpu':
      return [...deriveElement(facts, element), ...stepsOnHost(element, facts)];
    case 'task':
      return deriveElement(facts, element);
    case 'domain':
      return deriveWorst(element.domain, facts);
    case 'machine': {
      const proven = facts.machine(element.machine);
      return proven === undefined ? [] : machineSteps(proven.machine, proven.host);
    }
    case 'plan': {
      const proven = facts.plan(element.machine, element.plan);
      return proven === undefined ? [] : planSteps(proven.machine, proven.plan);
    }
    case 'core':
    case 'scenario':
    case 'step':
      return [];
  }
}

/** A domain is as good as its worst VCPU. */
function deriveWorst(name: string, facts: Facts): readonly DerivationStep[] {
  const vcpus = facts.domain(name)?.inside.vcpus ?? [];
  const [worst] = [...vcpus].sort((a, b) => severity(b.verdict.kind) - severity(a.verdict.kind));
  if (worst === undefined) return [];
  const steps = deriveElement(facts, { kind: 'vcpu', domain: name, vcpu: worst.vcpu });
  return vcpus.length === 1
    ? steps
    : steps.map((step) => ({
        ...step,
        about: [{ kind: 'name', name: worst.vcpu }, ...(step.about ?? [])],
      }));
}

function stepsOnHost(
  element: Extract<Element, { kind: 'vcpu' }>,
  facts: Facts,
): readonly DerivationStep[] {
  const proven = facts.vcpu(element.domain, element.vcpu);
  return proven === undefined || proven.onHost === null
    ? []
    : hostSteps(proven.machine, proven.onHost);
}
