import type { DomainInterfaces } from '../choose/draft.ts';
import type { Interface } from '../choose/interface.ts';
import type { HostServer } from '../host/server.ts';
import { vcpuKey } from '../host/vcpu-name.ts';
import type { CompletedDomain } from '../model/completed.ts';
import type { Domain } from '../model/model.ts';

/** A domain that comes to a machine, as it runs there. */
export interface Arrival {
  readonly domain: Domain;
  /** The place of its first VCPU in the order declared; its others follow. */
  readonly order: number;
}

/** A domain that runs on a machine, with its chosen interface. */
export interface Resident extends Arrival {
  readonly completed: CompletedDomain;
  /** Its VCPUs with a budget, each on its core. */
  readonly servers: readonly HostServer[];
}

/** Servers of arrivals, each at its place in the order declared over the whole system. */
export function inOrder(
  servers: readonly HostServer[],
  arrivals: readonly Arrival[],
): readonly HostServer[] {
  const orders = new Map<string, number>();
  for (const { domain, order } of arrivals)
    domain.vcpus.forEach((vcpu, index) => {
      orders.set(vcpuKey(domain.name, vcpu.name), order + index);
    });
  return servers.map((server) => ({
    ...server,
    order: orders.get(vcpuKey(server.domain, server.vcpu)) ?? server.order,
  }));
}

/** The written cores of domains' VCPUs. */
export function writtenCores(domains: readonly Domain[]): Map<string, number> {
  const cores = new Map<string, number>();
  for (const { name, vcpus } of domains)
    for (const vcpu of vcpus)
      if (vcpu.core !== undefined) cores.set(vcpuKey(name, vcpu.name), vcpu.core);
  return cores;
}

/** The interfaces of a completed domain. */
export function interfacesOf({ vcpus }: CompletedDomain): DomainInterfaces {
  return vcpus.map(({ period, deadline, budget }): Interface => ({ period, deadline, budget }));
}

export function sameInterfaces(
  a: readonly DomainInterfaces[],
  b: readonly DomainInterfaces[],
): boolean {
  return a.every((domain, d) =>
    domain.every((one, v) => {
      const other = b[d]?.[v];
      return (
        one.period === other?.period &&
        one.deadline === other.deadline &&
        one.budget === other.budget
      );
    }),
  );
}
