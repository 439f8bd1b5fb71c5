import type { HostServer } from '../../../host/server.ts';
import { keyOfVcpu } from '../../../host/vcpu-name.ts';
import type { Placed, VcpuChange } from './difference.ts';
import { chainOf, type Move } from './moves.ts';
import { keyOfChange } from './place-view.ts';
import { larger, placeKey, placePasses, sameShape } from './places.ts';

/**
 * The changes in the order in which they make room, and in which they stand in the queues of their
 * places: what leaves first, then budgets, cores, periods and other machines, what comes last.
 */
export function inOrder(
  changes: readonly VcpuChange[],
  to: ReadonlyMap<string, Placed>,
): readonly VcpuChange[] {
  const moves = changes.filter((change): change is Move => change.kind === 'moves');
  const coming = changes.filter(({ kind }) => kind === 'comes').map(keyOfChange);
  const chain = moves.length < 2 ? { order: moves } : chainOf(moves, to, new Set(coming));
  const places = new Map('order' in chain ? chain.order.map((move, place) => [move, place]) : []);
  const place = (change: VcpuChange) =>
    change.kind === 'moves' ? (places.get(change) ?? moves.length) : 0;
  return [...changes].sort((a, b) => rankOf(a) - rankOf(b) || place(a) - place(b));
}

function rankOf(change: VcpuChange): number {
  switch (change.kind) {
    case 'leaves':
      return 0;
    case 'resized':
      return larger(change.from.server, change.to.server) === change.from.server ? 1 : 3;
    case 'reshaped':
      return 2;
    case 'moves':
      return isLoad(change) ? 4 : 3;
    case 'comes':
      return 5;
  }
}

/** Changes that happen as one. */
export type Unit = readonly VcpuChange[];

/** The changes that happen as one, or not: those of a domain that comes to its machine. */
export function units(changes: readonly VcpuChange[]): readonly Unit[] {
  const found: VcpuChange[][] = [];
  const loads = new Map<string, VcpuChange[]>();
  for (const change of changes) {
    const domain = domainOf(change);
    const load = loads.get(domain);
    if (!isLoad(change)) found.push([change]);
    else if (load !== undefined) load.push(change);
    else {
      const unit = [change];
      loads.set(domain, unit);
      found.push(unit);
    }
  }
  return found;
}

/**
 * The first of the units that fits at its places beside all that others of them still have there;
 * the first of all, and not `sure`, where none does.
 */
export function nextUnit(
  left: readonly Unit[],
  present: (change: VcpuChange) => readonly HostServer[],
): { readonly unit: Unit; readonly sure: boolean } | null {
  const olds = left.flatMap((unit) =>
    unit.flatMap((change) => (change.kind === 'comes' ? [] : [{ unit, old: change.from }])),
  );
  const fits = (unit: Unit): boolean =>
    unit.every((change) => {
      if (change.kind === 'leaves' || rankOf(change) === 1) return true;
      const key = placeKey(change.to.place);
      const there = olds.filter((each) => each.unit !== unit && placeKey(each.old.place) === key);
      if (there.length === 0) return true;
      const servers = there.map(({ old }) => old.server);
      return placePasses(change.to.place, withOld(present(change), servers));
    });
  const [first] = left;
  if (first === undefined) return null;
  const unit = left.find(fits);
  return unit === undefined ? { unit: first, sure: false } : { unit, sure: true };
}

/** Servers with old interfaces: beside the new ones, or within one of the same shape. */
function withOld(
  servers: readonly HostServer[],
  olds: readonly HostServer[],
): readonly HostServer[] {
  const beside: HostServer[] = [];
  const counted = new Map(servers.map((server) => [keyOfVcpu(server), server]));
  for (const old of olds) {
    const now = counted.get(keyOfVcpu(old));
    if (now === undefined || !sameShape(now, old)) beside.push(old);
    else counted.set(keyOfVcpu(old), larger(now, old));
  }
  return [...counted.values(), ...beside];
}

/** Whether the VCPU comes to its machine, or goes there from another. */
function isLoad(change: VcpuChange): boolean {
  if (change.kind !== 'moves') return change.kind === 'comes';
  return change.from.place.machine.name !== change.to.place.machine.name;
}

export function domainOf(change: VcpuChange): string {
  return (change.kind === 'leaves' ? change.from : change.to).server.domain;
}
