import type {
  Analysis,
  CoreAnalysis,
  DomainAnalysis,
  HostVcpuAnalysis,
  MachineAnalysis,
  TaskAnalysis,
  VcpuAnalysis,
} from '../../scheduling/model/analysis.ts';
import type {
  CompletedDomain,
  CompletedMachine,
  CompletedVcpu,
} from '../../scheduling/model/completed.ts';
import type { Task } from '../../scheduling/model/model.ts';

/** What is known of a machine; `analysis` is absent where it was not analyzed. */
export interface MachineFacts {
  readonly machine: CompletedMachine;
  readonly analysis?: MachineAnalysis | undefined;
}

export interface DomainFacts extends MachineFacts {
  readonly domain: CompletedDomain;
  readonly inside?: DomainAnalysis | undefined;
}

/** A VCPU as its guest and as its machine see it. */
export interface VcpuFacts extends DomainFacts {
  readonly vcpu: CompletedVcpu;
  readonly guestSide?: VcpuAnalysis | undefined;
  readonly hostSide?: HostVcpuAnalysis | undefined;
  readonly core?: CoreAnalysis | undefined;
}

export interface TaskFacts extends DomainFacts {
  readonly task: Task;
  readonly verdict?: TaskAnalysis | undefined;
  /** Its VCPU; absent where its domain schedules globally over several. */
  readonly on?: VcpuFacts | undefined;
}

export function machineFacts(
  { completed, machines }: Analysis,
  name: string,
): MachineFacts | undefined {
  const machine = completed.machines.find((each) => each.name === name);
  return machine && { machine, analysis: machines.find((each) => each.machine === name) };
}

export function domainFacts(analysis: Analysis, name: string): DomainFacts | undefined {
  for (const { name: machine, domains } of analysis.completed.machines) {
    const domain = domains.find((each) => each.name === name);
    const facts = domain && machineFacts(analysis, machine);
    if (domain && facts) {
      const inside = analysis.domains.find((each) => each.domain === name);
      return { ...facts, domain, inside };
    }
  }
  return undefined;
}

export function vcpuFacts(analysis: Analysis, domain: string, name: string): VcpuFacts | undefined {
  const facts = domainFacts(analysis, domain);
  const vcpu = facts?.domain.vcpus.find((each) => each.name === name);
  if (!facts || !vcpu) return undefined;
  const isIt = (each: { readonly domain: string; readonly vcpu: string }) =>
    each.domain === domain && each.vcpu === name;
  return {
    ...facts,
    vcpu,
    guestSide: facts.inside?.vcpus.find((each) => each.vcpu === name),
    hostSide: facts.analysis?.vcpus.find(isIt),
    core: facts.analysis?.cores.find((core) => core.vcpus.some(isIt)),
  };
}

export function taskFacts(analysis: Analysis, domain: string, name: string): TaskFacts | undefined {
  const facts = domainFacts(analysis, domain);
  const task = facts?.domain.tasks.find((each) => each.name === name);
  if (!facts || !task) return undefined;
  const only = facts.domain.vcpus.length === 1 ? facts.domain.vcpus[0]?.name : undefined;
  const vcpu = task.vcpu ?? only;
  return {
    ...facts,
    task,
    verdict: facts.inside?.tasks.find((each) => each.task === name),
    on: vcpu === undefined ? undefined : vcpuFacts(analysis, domain, vcpu),
  };
}
