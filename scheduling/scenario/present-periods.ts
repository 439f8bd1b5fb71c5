import { vcpuKey } from '../host/vcpu-name.ts';
import type { CompletedMachine } from '../model/completed.ts';
import type { Machine, Vcpu } from '../model/model.ts';

/** A machine with the open periods of VCPUs that run there as they have been chosen before. */
export function withPeriodsOf(before: CompletedMachine | undefined, machine: Machine): Machine {
  const chosen = new Map<string, number>();
  for (const { name, vcpus } of before?.domains ?? [])
    for (const { name: vcpu, period, computed } of vcpus)
      if (computed.period && period !== null) chosen.set(vcpuKey(name, vcpu), period);
  if (chosen.size === 0) return machine;
  const domains = machine.domains.map((domain) => {
    const vcpus = domain.vcpus.map((vcpu): Vcpu => {
      const period = chosen.get(vcpuKey(domain.name, vcpu.name));
      const open = vcpu.period.kind !== 'fixed' && period !== undefined;
      return open ? { ...vcpu, period: { kind: 'range', from: period, to: period } } : vcpu;
    });
    return { ...domain, vcpus };
  });
  return { ...machine, domains };
}
