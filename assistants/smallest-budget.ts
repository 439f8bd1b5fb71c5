import { fault, jsonAnswer } from './answer.ts';
import type { CheckReport } from './report.ts';
import { runOnSystem, systemInputs } from './system-input.ts';
import type { Tool } from './tool.ts';

/** The smallest budgets that the tasks of VCPUs need. */
export const smallestBudget: Tool = {
  name: 'smallest_budget',
  title: 'Smallest sufficient budgets',
  description:
    'Computes for each VCPU, or for one, the smallest budget that lets its tasks meet their deadlines at its period (`minBudget`; null where no budget does), beside the present one and, where that is too small, the witness. ' +
    'Times are nanoseconds. `grossBudget` adds the switches that the VCPU causes on its machine. Whether all budgets together fit the machine is for `check` to say.',
  inputs: {
    ...systemInputs,
    vcpu: {
      type: 'string',
      description: 'One VCPU, as `guest1.v0`. Left out: all.',
      maxLength: 1000,
    },
  },
  required: [],
  answer: async (inputs, host) => {
    const out = await runOnSystem(inputs, ['check', '--format', 'json'], [], host);
    if (typeof out !== 'string') return out;
    const { domains, diagnostics }: CheckReport = JSON.parse(out);
    const all = domains.flatMap((domain) =>
      domain.vcpus.map(({ name, period, budget, minBudget, grossBudget, verdict, witness }) => ({
        vcpu: `${domain.name}.${name}`,
        ...{ period, budget, minBudget, grossBudget, verdict, witness },
      })),
    );
    const found = inputs.vcpu === undefined ? all : all.filter(({ vcpu }) => vcpu === inputs.vcpu);
    if (found.length === 0) {
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      const names = all.slice(0, 50).map(({ vcpu }) => vcpu);
      return fault(JSON.stringify({ noSuchVcpu: inputs.vcpu, vcpus: names, errors }));
    }
    const isFailing = ({ verdict }: { verdict: string }): boolean => verdict !== 'schedulable';
    return jsonAnswer({ vcpus: found }, () => ({ vcpus: found.filter(isFailing) }));
  },
};
