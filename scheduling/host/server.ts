import type { VcpuName } from '../model/analysis.ts';
import type { CompletedDomain, CompletedMachine, CompletedVcpu } from '../model/completed.ts';
import type { Machine, ServerKind } from '../model/model.ts';
import { isPartitioned, serverKind } from '../model/policies.ts';
import { servers as serverTable } from '../model/servers.ts';
import type { Running } from '../model/switch-cost.ts';
import { lowestCore } from './cores.ts';
import { type GuestWork, guestWork } from './guest-work.ts';
import { startsPerPeriod } from './overhead.ts';

/** A VCPU with its chosen interface, as its machine has to serve it. Times are in ns. */
export interface HostServer extends VcpuName {
  /** The place among the machine's VCPUs as declared, which breaks ties. */
  readonly order: number;
  readonly running: Exclude<Running, 'idle'>;
  readonly period: number;
  readonly deadline: number;
  /** The net budget. */
  readonly budget: number;
  readonly priority: number;
  /** The number of times that it can start in one of its periods. */
  readonly starts: number;
  /** The work that its guest can ask for; any if its budget runs down by itself. */
  readonly work: GuestWork;
  readonly core: number | null;
  /** It is no VCPU but the admission tests of its machine, which precede all VCPUs. */
  readonly tests?: true;
}

/**
 * The admission tests of a machine as a server beside its VCPUs: on its lowest core, or on all
 * where VCPUs migrate. There is none where no tests count.
 */
export function testServers({
  tests,
  policy,
  cores,
}: Pick<Machine, 'tests' | 'policy' | 'cores'>): readonly HostServer[] {
  if (tests === undefined) return [];
  return [
    {
      ...{ domain: '', vcpu: '', order: -1, running: { name: '', type: 'pv' } },
      ...{ period: tests.distance, deadline: tests.cost, budget: tests.cost },
      ...{ priority: 0, starts: 1, work: 'any', tests: true },
      core: isPartitioned(policy) ? lowestCore({ cores }) : null,
    },
  ];
}

/**
 * The machine's VCPUs that have an interface, in the order declared, and the names of the others.
 */
export function hostServers(
  machine: CompletedMachine,
  recent?: KnownServers,
): {
  readonly servers: readonly HostServer[];
  readonly without: readonly VcpuName[];
} {
  const servers: HostServer[] = [];
  const without: VcpuName[] = [];
  let order = 0;
  for (const domain of machine.domains) {
    for (const vcpu of domain.vcpus) {
      const server = hostServer(machine, domain, vcpu, order++, recent);
      if (server === null) without.push({ domain: domain.name, vcpu: vcpu.name });
      else servers.push(server);
    }
  }
  return { servers, without };
}

/**
 * Recently made servers. An unchanged one stays the same object, which the cache finds without a
 * comparison.
 */
export type KnownServers = WeakMap<
  CompletedVcpu,
  { readonly domain: CompletedDomain; readonly kind: ServerKind; readonly server: HostServer }
>;

/** One VCPU as a server; `null` if its interface is not complete. */
export function hostServer(
  machine: Pick<CompletedMachine, 'policy' | 'servers'>,
  domain: CompletedDomain,
  vcpu: CompletedVcpu,
  order: number,
  recent?: KnownServers,
): HostServer | null {
  const kind = serverKind(machine);
  const known = recent?.get(vcpu);
  if (
    known !== undefined &&
    known.domain === domain &&
    known.kind === kind &&
    known.server.order === order
  ) {
    return known.server;
  }
  const server = makeServer(kind, domain, vcpu, order);
  if (server !== null) recent?.set(vcpu, { domain, kind, server });
  return server;
}

function makeServer(
  kind: ServerKind,
  domain: CompletedDomain,
  vcpu: CompletedVcpu,
  order: number,
): HostServer | null {
  const { period, budget, deadline } = vcpu;
  if (period === null || budget === null || deadline === null) return null;
  const tasks = domain.global
    ? domain.tasks
    : domain.tasks.filter((task) => task.vcpu === vcpu.name);
  const siblings: number[] = [];
  if (domain.global) {
    for (const other of domain.vcpus) {
      if (other !== vcpu && other.period !== null) siblings.push(other.period);
    }
  }
  return {
    domain: domain.name,
    vcpu: vcpu.name,
    order,
    running: { name: domain.name, type: domain.type },
    period,
    deadline,
    budget,
    priority: vcpu.priority ?? 0,
    starts: startsPerPeriod(kind, period, tasks, siblings),
    work: serverTable[kind].idle === 'runs-down' ? 'any' : guestWork(domain, vcpu),
    core: vcpu.core,
  };
}
