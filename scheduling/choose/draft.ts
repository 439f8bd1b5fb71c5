import { onlyCore } from '../host/cores.ts';
import { globalAccepts } from '../host/global/global.ts';
import { coreAccepts, coreRules } from '../host/partitioned/core-test.ts';
import { type HostServer, hostServer, testServers } from '../host/server.ts';
import { vcpuKey } from '../host/vcpu-name.ts';
import type { CompletedDomain, CompletedMachine, CompletedVcpu } from '../model/completed.ts';
import type { Domain, Machine, Vcpu } from '../model/model.ts';
import type { AnalysisCache } from './cache/cache.ts';
import { type Interface, NO_INTERFACE } from './interface.ts';
import { exceedsCores, type Placement, place } from './placement/placement.ts';

/** The interfaces of a domain's VCPUs, in the order declared. */
export type DomainInterfaces = readonly Interface[];

/**
 * A machine while its VCPUs' interfaces are being chosen, with one list per domain, as declared.
 */
export interface Draft {
  readonly machine: Machine;
  readonly interfaces: readonly DomainInterfaces[];
}

/** The VCPUs of a draft as servers, after the tests of its machine. Only written cores are set. */
export function draftServers(
  cache: AnalysisCache,
  { machine, interfaces }: Draft,
): readonly HostServer[] {
  const servers: HostServer[] = [...testServers(machine)];
  let order = 0;
  machine.domains.forEach((domain, d) => {
    const own = interfaces[d] ?? [];
    const completed = completeDomain(cache, domain, own, (vcpu) => vcpu.core ?? null);
    for (const vcpu of completed.vcpus) {
      const server = hostServer(machine, completed, vcpu, order++, cache.servers);
      if (server !== null && server.budget > 0) servers.push(server);
    }
  });
  return servers;
}

/**
 * Whether the machine is proven with the servers. Servers without a core are placed as well as
 * possible.
 */
export function hostAccepts(
  machine: Machine,
  servers: readonly HostServer[],
  previous: Placement,
  effort: 'first-fit' | 'all' = 'all',
): boolean {
  const rules = coreRules(machine);
  if (rules === null) return globalAccepts(machine, servers);
  if (exceedsCores(rules, machine.cores.length, servers)) return false;
  const only = onlyCore(machine);
  const pinned = new Map<number, HostServer[]>();
  for (const server of servers) {
    const core = only ?? server.core;
    if (core === null) {
      // A server that does not fit on an empty core fits on none.
      if (!coreAccepts(rules, [server])) return false;
      continue;
    }
    const group = pinned.get(core);
    if (group === undefined) pinned.set(core, [server]);
    else group.push(server);
  }
  for (const group of pinned.values()) if (!coreAccepts(rules, group)) return false;
  if (only !== null) return true;
  // A placement puts a server on a core only if the core is proven with it.
  const placement = place(rules, machine.cores, servers, previous, effort);
  return servers.every(
    ({ core, domain, vcpu }) => core !== null || placement.has(vcpuKey(domain, vcpu)),
  );
}

/** Makes the completed machine from a draft and its placement. */
export function finish(
  cache: AnalysisCache,
  { machine, interfaces }: Draft,
  core: (domain: Domain, vcpu: Vcpu) => number | null,
): CompletedMachine {
  return {
    ...machine,
    domains: machine.domains.map((domain, d) =>
      completeDomain(cache, domain, interfaces[d] ?? [], (vcpu) => core(domain, vcpu)),
    ),
  };
}

/** The number of completions of a domain that the cache keeps. */
const RECENT_LIMIT = 4;

function completeDomain(
  cache: AnalysisCache,
  domain: Domain,
  interfaces: DomainInterfaces,
  core: (vcpu: Vcpu) => number | null,
): CompletedDomain {
  const known = cache.completed.get(domain) ?? [];
  const same = known.find((completed) =>
    completed.vcpus.every((vcpu, index) => {
      const chosen = interfaces[index] ?? NO_INTERFACE;
      const declared = domain.vcpus[index];
      return (
        vcpu.period === chosen.period &&
        vcpu.budget === chosen.budget &&
        vcpu.deadline === chosen.deadline &&
        declared !== undefined &&
        vcpu.core === core(declared)
      );
    }),
  );
  if (same !== undefined) return same;
  const completed = {
    ...domain,
    vcpus: domain.vcpus.map((vcpu, i) => completeVcpu(vcpu, interfaces[i], core(vcpu))),
  };
  cache.completed.set(domain, [completed, ...known.slice(0, RECENT_LIMIT - 1)]);
  return completed;
}

function completeVcpu(
  vcpu: Vcpu,
  chosen: Interface = NO_INTERFACE,
  core: number | null,
): CompletedVcpu {
  const { period, budget, deadline } = chosen;
  return {
    ...vcpu,
    period,
    budget,
    deadline,
    core,
    computed: {
      period: vcpu.period.kind !== 'fixed' && period !== null,
      budget: vcpu.budget === undefined && budget !== null,
      core: vcpu.core === undefined && core !== null,
    },
  };
}
