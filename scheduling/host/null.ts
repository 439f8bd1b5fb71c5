import type { HostVcpuAnalysis, MachineAnalysis, Verdict } from '../model/analysis.ts';
import type { CompletedMachine } from '../model/completed.ts';
import type { HostReason } from '../model/reason.ts';
import { nameOf } from './vcpu-name.ts';

/**
 * A machine on which each VCPU owns a core is schedulable iff there are enough cores and no two
 * VCPUs share one.
 */
export function analyzeNull(machine: CompletedMachine): MachineAnalysis {
  const names = machine.domains.flatMap((domain) =>
    domain.vcpus.map((vcpu) => ({ domain: domain.name, vcpu: vcpu.name, core: vcpu.core })),
  );
  const owners = new Map<number, typeof names>();
  for (const name of names) {
    if (name.core !== null) owners.set(name.core, [...(owners.get(name.core) ?? []), name]);
  }
  const clash = (core: number | null): Verdict => {
    const sharing = core === null ? [] : (owners.get(core) ?? []);
    if (core !== null && sharing.length === 1) return { kind: 'schedulable' };
    const reason: HostReason =
      core === null
        ? { kind: 'too-few-cores', vcpus: names.length, cores: machine.cores.length }
        : { kind: 'core-shared', core, vcpus: sharing.map(nameOf) };
    return { kind: 'unschedulable', reason };
  };
  const cores = [...owners]
    .sort(([a], [b]) => a - b)
    .map(([core, sharing]) => ({
      core,
      utilization: sharing.length,
      verdict: clash(core),
      vcpus: sharing.map(nameOf),
    }));
  const vcpus = names.map(
    ({ domain, vcpu, core }): HostVcpuAnalysis => ({
      domain,
      vcpu,
      verdict: clash(core),
      grossBudget: null,
      response: null,
      margin: null,
    }),
  );
  const failing = vcpus.find((vcpu) => vcpu.verdict.kind !== 'schedulable');
  return {
    machine: machine.name,
    verdict: failing?.verdict ?? { kind: 'schedulable' },
    test: { name: 'own-cores', kind: 'exact' },
    cores,
    utilization: names.length,
    vcpus,
  };
}
