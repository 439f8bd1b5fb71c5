import { type HostServer, hostServers, type KnownServers } from '../../host/server.ts';
import { keyOfVcpu } from '../../host/vcpu-name.ts';
import type { CompletedMachine } from '../../model/completed.ts';
import { hasServers } from '../../model/policies.ts';
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

/** The VCPUs of some machines that have a budget, by their keys. One of 0 takes no room. */
export function placedVcpus(
  machines: readonly CompletedMachine[],
  known: KnownServers,
): ReadonlyMap<string, Placed> {
  const placed = new Map<string, Placed>();
  for (const machine of machines) {
    if (!hasServers(machine.policy)) continue;
    for (const server of hostServers(machine, known).servers) {
      const place = placeOf(machine, server);
      if (place !== null && server.budget > 0) placed.set(keyOfVcpu(server), { server, place });
    }
  }
  return placed;
}

/** The changes from one state of some machines to another. */
export function changesBetween(
  before: ReadonlyMap<string, Placed>,
  after: ReadonlyMap<string, Placed>,
): readonly VcpuChange[] {
  const changes: VcpuChange[] = [];
  for (const [key, from] of before) {
    const to = after.get(key);
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
