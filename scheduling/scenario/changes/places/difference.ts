import { type HostServer, hostServers, type KnownServers } from '../../../host/server.ts';
import { keyOfVcpu } from '../../../host/vcpu-name.ts';
import type { CompletedMachine } from '../../../model/completed.ts';
import { hasServers } from '../../../model/policies.ts';
import { type HostPlace, placeOf, sameShape } from './places.ts';

/** A VCPU's server where it runs. */
export interface Placed {
  readonly server: HostServer;
  readonly place: HostPlace;
}

/** The change of one VCPU by an action. */
export type VcpuChange =
  | { readonly kind: 'comes'; readonly to: Placed }
  | { readonly kind: 'leaves'; readonly from: Placed }
  /** Its budget or its starts change. Its period and deadline stay. */
  | { readonly kind: 'resized'; readonly from: Placed; readonly to: Placed }
  /** Its period or deadline changes. */
  | { readonly kind: 'reshaped'; readonly from: Placed; readonly to: Placed }
  /** It goes to another place. */
  | { readonly kind: 'moves'; readonly from: Placed; readonly to: Placed };

/**
 * The VCPUs of some machines that have a budget, by their keys. One of 0 takes no room. `orderOf`
 * tells a domain's place in the order declared, so that ties are broken alike among VCPUs that are
 * on a machine at different times.
 */
export function placedVcpus(
  machines: readonly CompletedMachine[],
  known: KnownServers,
  orderOf: (domain: string) => number,
): ReadonlyMap<string, Placed> {
  const placed = new Map<string, Placed>();
  for (const machine of machines) {
    if (!hasServers(machine.policy)) continue;
    const first = new Map<string, number>();
    for (const each of hostServers(machine, known).servers) {
      const base = first.get(each.domain) ?? each.order;
      first.set(each.domain, base);
      const server = { ...each, order: orderOf(each.domain) + each.order - base };
      const place = placeOf(machine, server);
      if (place !== null && server.budget > 0) placed.set(keyOfVcpu(server), { server, place });
    }
  }
  return placed;
}

/**
 * The changes from one state of some machines to another. Domains that were `restarted` leave and
 * come.
 */
export function changesBetween(
  before: ReadonlyMap<string, Placed>,
  after: ReadonlyMap<string, Placed>,
  restarted: ReadonlySet<string> = new Set(),
): readonly VcpuChange[] {
  const changes: VcpuChange[] = [];
  for (const [key, from] of before) {
    const to = after.get(key);
    if (to !== undefined && restarted.has(to.server.domain)) {
      changes.push({ kind: 'leaves', from }, { kind: 'comes', to });
      continue;
    }
    const change = to === undefined ? ({ kind: 'leaves', from } as const) : changeOf(from, to);
    if (change !== null) changes.push(change);
  }
  for (const [key, to] of after) if (!before.has(key)) changes.push({ kind: 'comes', to });
  return changes;
}

function changeOf(from: Placed, to: Placed): VcpuChange | null {
  const a = from.server;
  const b = to.server;
  if (from.place.machine.name !== to.place.machine.name || from.place.core !== to.place.core)
    return { kind: 'moves', from, to };
  if (!sameShape(a, b)) return { kind: 'reshaped', from, to };
  return a.budget === b.budget && a.starts === b.starts ? null : { kind: 'resized', from, to };
}
