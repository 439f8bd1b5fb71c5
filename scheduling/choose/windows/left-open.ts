import type { Machine, OpenFrame, SystemModel, Window } from '../../model/model.ts';
import { frameOf } from '../../model/policies.ts';
import { tasksOn } from '../guest-problem.ts';

/**
 * The model with the windows of all VCPUs that have tasks left to the tool, in the frames that are
 * written. VCPUs without tasks keep their windows.
 */
export function withWindowsOpen(model: SystemModel): SystemModel {
  return { ...model, machines: model.machines.map(openMachine) };
}

function openMachine(machine: Machine): Machine {
  const policy = frameOf(machine.policy);
  if (policy === null) return machine;
  const vcpus = machine.domains.flatMap((domain) =>
    domain.vcpus
      .filter((vcpu) => tasksOn(domain, vcpu.name).length > 0)
      .map((vcpu): OpenFrame['vcpus'][number] => {
        const core = vcpu.core ?? machine.cores[0] ?? 0;
        return { domain: domain.name, vcpu: vcpu.name, ...(core === 0 ? {} : { core }) };
      }),
  );
  if (vcpus.length === 0) return machine;
  const isOpen = (window: Window): boolean =>
    vcpus.some(({ domain, vcpu }) => domain === window.domain && vcpu === window.vcpu);
  return {
    ...machine,
    policy: {
      ...policy,
      windows: policy.windows.filter((window) => !isOpen(window)),
      open: { vcpus, frame: policy.open?.frame === true },
    },
  };
}
