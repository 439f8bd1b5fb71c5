import type { VerdictKind } from '../model/analysis.ts';
import type { Element } from '../model/element.ts';
import { severity } from '../model/verdict.ts';
import type { Facts } from './facts.ts';

/**
 * The state of an element. `soft`: a soft task can miss, which no verdict counts. `refused`: a
 * step of a scenario does not come about.
 */
export type ElementState = VerdictKind | 'soft' | 'admitted' | 'refused';

/**
 * The state of an element: for a domain and a VCPU the worse of the inside and the machine. An
 * element that was not analyzed gives `null`.
 */
export function elementState(facts: Facts, element: Element): ElementState | null {
  switch (element.kind) {
    case 'machine':
      return facts.machine(element.machine)?.host.verdict.kind ?? null;
    case 'core':
      return facts.core(element.machine, element.core)?.core.verdict.kind ?? null;
    case 'plan':
      return facts.plan(element.machine, element.plan)?.plan.verdict.kind ?? null;
    case 'domain': {
      const inside = facts.domain(element.domain)?.inside.verdict.kind;
      return inside === undefined ? null : worst([inside, ...hostSides(facts, element.domain)]);
    }
    case 'vcpu': {
      const proven = facts.vcpu(element.domain, element.vcpu);
      if (proven === undefined) return null;
      return worst([proven.guest.verdict.kind, proven.onHost?.verdict.kind ?? 'unknown']);
    }
    case 'task': {
      const verdict = facts.task(element.domain, element.task)?.verdict;
      if (verdict === undefined) return null;
      const { kind } = verdict.verdict;
      return kind === 'unschedulable' && verdict.soft ? 'soft' : kind;
    }
    case 'scenario': {
      const scenario = facts.scenario(element.scenario);
      if (scenario === undefined) return null;
      return scenario.steps.every(({ admitted }) => admitted) ? 'admitted' : 'refused';
    }
    case 'step': {
      const step = facts.step(element.scenario, element.index)?.step;
      return step === undefined ? null : step.admitted ? 'admitted' : 'refused';
    }
  }
}

function hostSides(facts: Facts, domain: string): readonly VerdictKind[] {
  return facts.vcpusOf(domain).map(({ onHost }) => onHost?.verdict.kind ?? 'unknown');
}

function worst(kinds: readonly VerdictKind[]): VerdictKind {
  return kinds.reduce((one, other) => (severity(other) > severity(one) ? other : one));
}
