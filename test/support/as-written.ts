import type { CompletedMachine, CompletedModel } from '../../scheduling/model/completed.ts';
import type { Machine, SystemModel } from '../../scheduling/model/model.ts';

/**
 * A fully written model as a completed one. Nothing is chosen, so open numbers stay without a
 * value.
 */
export function asWritten(model: SystemModel): CompletedModel {
  return { scenarios: model.scenarios, machines: model.machines.map(machineAsWritten) };
}

export function machineAsWritten(machine: Machine): CompletedMachine {
  return {
    ...machine,
    domains: machine.domains.map((domain) => ({
      ...domain,
      vcpus: domain.vcpus.map((vcpu) => {
        const period = vcpu.period.kind === 'fixed' ? vcpu.period.period : null;
        return {
          ...vcpu,
          period,
          budget: vcpu.budget ?? null,
          deadline: vcpu.deadline ?? period,
          core: vcpu.core ?? null,
          computed: { period: false, budget: false, core: false },
        };
      }),
    })),
  };
}
