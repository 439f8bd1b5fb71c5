import type { Element } from '../../scheduling/model/element.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import { plansOf } from '../../scheduling/plans/plans.ts';

/**
 * An element and the name by which a person refers to it: `testbed`, `guest1`, `guest1.v0`,
 * `guest1.actuate`.
 */
export interface NamedElement {
  readonly name: string;
  readonly element: Element;
}

/** All explainable elements: machines, their plans, domains, their VCPUs and tasks, scenarios. */
export function elementNames(model: SystemModel): readonly NamedElement[] {
  return [
    ...model.machines.map(
      ({ name }): NamedElement => ({ name, element: { kind: 'machine', machine: name } }),
    ),
    ...model.machines.flatMap(({ name, policy }) =>
      plansOf(policy).map(
        (plan): NamedElement => ({
          name: `${name}.${plan.name}`,
          element: { kind: 'plan', machine: name, plan: plan.name },
        }),
      ),
    ),
    ...model.machines.flatMap(({ domains }) => domains.flatMap(domainNames)),
    ...model.scenarios.map(
      ({ name }): NamedElement => ({ name, element: { kind: 'scenario', scenario: name } }),
    ),
  ];
}

function domainNames(
  domain: SystemModel['machines'][number]['domains'][number],
): readonly NamedElement[] {
  return [
    { name: domain.name, element: { kind: 'domain', domain: domain.name } },
    ...domain.vcpus.map(
      (vcpu): NamedElement => ({
        name: `${domain.name}.${vcpu.name}`,
        element: { kind: 'vcpu', domain: domain.name, vcpu: vcpu.name },
      }),
    ),
    ...domain.tasks.map(
      (task): NamedElement => ({
        name: `${domain.name}.${task.name}`,
        element: { kind: 'task', domain: domain.name, task: task.name },
      }),
    ),
  ];
}

/** The elements of this name. Its parts may be quoted, as in the language. */
export function namedSo(names: readonly NamedElement[], wanted: string): readonly NamedElement[] {
  const exact = names.filter(({ name }) => name === wanted);
  if (exact.length > 0) return exact;
  const unquoted = wanted.replace(/"([^"]*)"/g, '$1');
  return names.filter(({ name }) => name === unquoted);
}
