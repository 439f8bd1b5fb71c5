import { type Element, elementKey } from '../../../scheduling/model/element.ts';
import type { Domain, SystemModel } from '../../../scheduling/model/model.ts';
import type { AttributeChange } from '../../../server/protocol.ts';

/** The system with changed numbers. Changes of missing elements have no effect. */
export function changedModel(model: SystemModel, changes: readonly AttributeChange[]): SystemModel {
  if (changes.length === 0) return model;
  const values = new Map(
    changes.map(({ element, attribute, value }) => [key(element, attribute), value]),
  );
  return {
    ...model,
    machines: model.machines.map((machine) => ({
      ...machine,
      domains: machine.domains.map((domain) => changedDomain(domain, values)),
    })),
  };
}

function changedDomain(domain: Domain, values: ReadonlyMap<string, number>): Domain {
  return {
    ...domain,
    vcpus: domain.vcpus.map((vcpu) => {
      const element: Element = { kind: 'vcpu', domain: domain.name, vcpu: vcpu.name };
      const period = values.get(key(element, 'period'));
      const budget = values.get(key(element, 'budget'));
      return {
        ...vcpu,
        ...(period === undefined ? {} : { period: { kind: 'fixed', period } as const }),
        ...(budget === undefined ? {} : { budget }),
      };
    }),
    tasks: domain.tasks.map((task) => {
      const wcet = values.get(key({ kind: 'task', domain: domain.name, task: task.name }, 'wcet'));
      return wcet === undefined ? task : { ...task, wcet, bcet: Math.min(task.bcet, wcet) };
    }),
  };
}

/** Adds a change, which replaces an earlier one of the same number. */
export function withChange(
  changes: readonly AttributeChange[],
  change: AttributeChange,
): readonly AttributeChange[] {
  const own = key(change.element, change.attribute);
  return [...changes.filter(({ element, attribute }) => key(element, attribute) !== own), change];
}

function key(element: Element, attribute: string): string {
  return `${elementKey(element)} ${attribute}`;
}
