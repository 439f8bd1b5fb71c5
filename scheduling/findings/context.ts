import {
  domainWindows,
  type MachineFacts,
  machineFacts,
  supplyOf,
} from '../choose/guest-problem.ts';
import type { Analysis, DomainAnalysis, TaskAnalysis, VcpuAnalysis } from '../model/analysis.ts';
import type { CompletedDomain, CompletedMachine, CompletedVcpu } from '../model/completed.ts';
import { type SupplyFunction, supplyFunction } from '../supply/supply-function.ts';

/** One VCPU with all that is known of it inside its domain. */
export interface VcpuContext {
  readonly machine: CompletedMachine;
  readonly facts: MachineFacts;
  readonly domain: CompletedDomain;
  readonly inside: DomainAnalysis;
  readonly vcpu: CompletedVcpu;
  readonly analysis: VcpuAnalysis;
  /**
   * The tasks that are judged on this VCPU; in a domain that schedules globally all, told of its
   * first VCPU only.
   */
  readonly tasks: readonly TaskAnalysis[];
  /** What it is sure to get; `null` where nothing is. */
  readonly supply: () => SupplyFunction | null;
}

export function vcpuContexts(analysis: Analysis): readonly VcpuContext[] {
  const contexts: VcpuContext[] = [];
  const insides = new Map(analysis.domains.map((inside) => [inside.domain, inside]));
  for (const machine of analysis.completed.machines) {
    const facts = machineFacts(machine);
    for (const domain of machine.domains) {
      const inside = insides.get(domain.name);
      if (inside === undefined) continue;
      domain.vcpus.forEach((vcpu, index) => {
        const own = inside.vcpus[index];
        if (own === undefined) return;
        const supply = (): SupplyFunction | null => {
          const windows = domainWindows(facts, machine.domains, domain)?.[index];
          return supplyFunction(supplyOf(facts, vcpu, windows).safe);
        };
        const tasks = domain.global
          ? index === 0
            ? inside.tasks
            : []
          : inside.tasks.filter((task) => task.vcpu === vcpu.name);
        contexts.push({ machine, facts, domain, inside, vcpu, analysis: own, tasks, supply });
      });
    }
  }
  return contexts;
}
