import { placeOfCore } from '../../host/cores.ts';
import type {
  CompletedDomain,
  CompletedMachine,
  CompletedModel,
  CompletedVcpu,
} from '../../model/completed.ts';
import { quantumOf } from '../../model/guest-policies.ts';
import type { MachinePolicy, Scenario, Task } from '../../model/model.ts';
import { placementOf, traitsOf } from '../../model/policies.ts';
import type { TraceNames } from '../trace.ts';
import { streamOf } from './random.ts';
import { ADMISSION, KERNEL, RUN } from './state/activity.ts';

/** The model as numbered rows: the engine knows elements by these numbers alone. */
export interface Layout {
  readonly machines: readonly MachineRow[];
  readonly cores: readonly {
    readonly machine: number;
    readonly core: number;
    readonly pool: number;
  }[];
  readonly domains: readonly DomainRow[];
  readonly vcpus: readonly VcpuRow[];
  /** The tasks of the model as declared, then those that a scenario adds, then pseudo-tasks. */
  readonly tasks: readonly TaskRow[];
  readonly modelTasks: number;
  /** The cores of each pool of cores, and the VCPUs of each pool of VCPUs. */
  readonly hostPools: readonly (readonly number[])[];
  readonly guestPools: readonly (readonly number[])[];
}

export interface MachineRow {
  readonly machine: CompletedMachine;
  readonly firstCore: number;
}

export interface DomainRow {
  readonly domain: CompletedDomain;
  readonly machine: number;
  readonly vcpus: readonly number[];
  /** Its tasks in the model, without those that a scenario adds. */
  readonly tasks: readonly number[];
  /** The top-priority job in which a schedulability test runs; −1 if this domain runs none. */
  readonly admission: number;
  /** One section per VCPU under the worst case, if the guest has kernel sections; else empty. */
  readonly kernel: readonly number[];
}

export interface VcpuRow {
  readonly vcpu: CompletedVcpu;
  readonly domain: number;
  readonly machine: number;
  /** The core it belongs to; −1 if it may run on any, or has none. */
  readonly core: number;
  readonly hostPool: number;
  readonly guestPool: number;
  readonly guestPlace: number;
}

export interface TaskRow {
  readonly task: Task;
  readonly kind: number;
  readonly domain: number;
  readonly pool: number;
  /** The VCPU; −1 if the guest schedules globally. */
  readonly vcpu: number;
  readonly quantum: number;
  readonly stream: number;
  /** The scenario's step that adds it; −1 if it is in the model. */
  readonly step: number;
}

/** The policy of the machine that a domain begins on. */
export function policyOf({ machines }: Layout, { machine }: DomainRow): MachinePolicy {
  return (machines[machine] as MachineRow).machine.policy;
}

/** Numbers all elements of the model, and those that the scenario will add. */
export function layOut(
  model: CompletedModel,
  scenario: Scenario | null,
  worstCase: boolean,
): Layout {
  const machines: MachineRow[] = [];
  const cores: { machine: number; core: number; pool: number }[] = [];
  const hostPools: number[][] = [];
  const guestPools: number[][] = [];
  const domains: DomainRow[] = [];
  const vcpus: VcpuRow[] = [];
  const tasks: TaskRow[] = [];
  const draft = (domain: number, task: Task, kind: number, step: number, pool?: number): number => {
    const row = domains[domain] as DomainRow;
    const global = row.domain.global || task.vcpu === undefined;
    const vcpu = global
      ? -1
      : row.vcpus.findIndex((v) => (vcpus[v] as VcpuRow).vcpu.name === task.vcpu);
    const home = vcpu < 0 ? (row.vcpus[0] as number) : (row.vcpus[vcpu] as number);
    const { policy } = row.domain;
    tasks.push({
      task,
      kind,
      domain,
      vcpu: row.domain.global ? -1 : home,
      pool: pool ?? (vcpus[home] as VcpuRow).guestPool,
      quantum: kind === RUN ? (quantumOf(policy) ?? Infinity) : Infinity,
      stream: streamOf(row.domain.name, task.name),
      step,
    });
    return tasks.length - 1;
  };

  for (const [m, machine] of model.machines.entries()) {
    const firstCore = cores.length;
    machines.push({ machine, firstCore });
    const pools = corePools(machine, firstCore, hostPools);
    for (const [place, core] of machine.cores.entries())
      cores.push({ machine: m, core, pool: pools(place) });
    const owned = new OwnCores(machine);
    for (const domain of machine.domains) {
      const d = domains.length;
      const members: number[] = [];
      for (const vcpu of domain.vcpus) {
        const place = owned.placeOf(vcpu);
        const v = vcpus.length;
        let guestPool = guestPools.length;
        let guestPlace = 0;
        if (domain.global && members.length > 0) {
          guestPool = (vcpus[members[0] as number] as VcpuRow).guestPool;
          guestPlace = members.length;
          (guestPools[guestPool] as number[]).push(v);
        } else guestPools.push([v]);
        members.push(v);
        const home = place === null ? -1 : firstCore + place;
        const hostPool = isGlobal(machine) ? pools(0) : place === null ? -1 : pools(place);
        vcpus.push({ vcpu, domain: d, machine: m, core: home, hostPool, guestPool, guestPlace });
      }
      domains.push({ domain, machine: m, vcpus: members, tasks: [], admission: -1, kernel: [] });
    }
  }
  for (const [d, row] of domains.entries()) {
    domains[d] = { ...row, tasks: row.domain.tasks.map((task) => draft(d, task, RUN, -1)) };
  }
  for (const [index, step] of (scenario?.steps ?? []).entries()) {
    const { action } = step;
    if (action.kind !== 'add') continue;
    const d = domains.findIndex((row) => row.domain.name === action.domain);
    if (d >= 0) draft(d, action.task, RUN, index);
  }
  const modelTasks = tasks.length;
  for (const [d, row] of domains.entries()) {
    if (scenario !== null && row.domain.type === 'dom0' && row.vcpus.length > 0) {
      domains[d] = {
        ...row,
        admission: draft(d, pseudoTask(row.domain, 'admission', 1), ADMISSION, -1),
      };
    }
    if (worstCase && row.domain.kernelLatency > 0) {
      const pools = [...new Set(row.vcpus.map((v) => (vcpus[v] as VcpuRow).guestPool))];
      const section = pseudoTask(row.domain, 'kernel', row.domain.kernelLatency);
      domains[d] = { ...row, kernel: pools.map((pool) => draft(d, section, KERNEL, -1, pool)) };
    }
  }
  return { machines, cores, domains, vcpus, tasks, modelTasks, hostPools, guestPools };
}

/** Whether any VCPU may run on any core of the machine. */
function isGlobal({ policy }: CompletedMachine): boolean {
  return placementOf(policy) === 'global';
}

/**
 * Adds the machine's pools of cores; the answer gives the pool of each core, by its place among the
 * machine's.
 */
function corePools(
  machine: CompletedMachine,
  firstCore: number,
  hostPools: number[][],
): (place: number) => number {
  const first = hostPools.length;
  const all = machine.cores.map((_, place) => firstCore + place);
  if (isGlobal(machine)) {
    hostPools.push(all);
    return () => first;
  }
  for (const core of all) hostPools.push([core]);
  return (place) => first + place;
}

/**
 * The cores of partitioned VCPUs, as places among the machine's. A VCPU without a core gets the
 * lowest under ARINC 653, and the lowest free one under `null`.
 */
class OwnCores {
  private readonly machine: CompletedMachine;
  private readonly taken: Set<number>;

  constructor(machine: CompletedMachine) {
    this.machine = machine;
    this.taken = new Set(
      machine.domains.flatMap(({ vcpus }) => vcpus.map(({ core }) => core ?? -1)),
    );
  }

  placeOf(vcpu: CompletedVcpu): number | null {
    if (isGlobal(this.machine)) return null;
    if (vcpu.core !== null) {
      const place = placeOfCore(this.machine.cores, vcpu.core);
      return place < 0 ? null : place;
    }
    switch (traitsOf(this.machine.policy).gives) {
      case 'windows':
        return 0;
      case 'shares':
      case 'budgets':
        return null;
      case 'cores':
        return this.lowestFree();
    }
  }

  private lowestFree(): number | null {
    const { cores } = this.machine;
    const place = cores.findIndex((core) => !this.taken.has(core));
    const core = cores[place];
    if (core === undefined) return null;
    this.taken.add(core);
    return place;
  }
}

function pseudoTask(domain: CompletedDomain, name: string, wcet: number): Task {
  const vcpu = domain.vcpus[0]?.name;
  const times = {
    period: Infinity,
    wcet,
    bcet: wcet,
    deadline: Infinity,
    offset: 0,
    jitter: 0,
    blocking: 0,
  };
  return { name, ...(vcpu === undefined ? {} : { vcpu }), ...times, sporadic: false };
}

export function namesOf(layout: Layout): TraceNames {
  const pools = layout.machines.map(({ machine: { host, pool } }) =>
    pool === undefined ? null : { host, pool },
  );
  return {
    machines: layout.machines.map(({ machine }) => machine.name),
    ...(pools.some((pool) => pool !== null) ? { pools } : {}),
    cores: layout.cores.map(({ machine, core }) => ({ machine, core })),
    vcpus: layout.vcpus.map(({ vcpu, domain, machine, core }) => ({
      domain: (layout.domains[domain] as DomainRow).domain.name,
      vcpu: vcpu.name,
      machine,
      core,
      period: vcpu.period,
      budget: vcpu.budget,
      deadline: vcpu.deadline,
    })),
    tasks: layout.tasks.slice(0, layout.modelTasks).map(({ task, domain, vcpu }) => ({
      domain: (layout.domains[domain] as DomainRow).domain.name,
      task: task.name,
      vcpu,
      period: task.period,
      deadline: task.deadline,
      soft: task.soft !== undefined,
    })),
  };
}
