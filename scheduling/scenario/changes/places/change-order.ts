import type { HostServer } from '../../../host/server.ts';
import type { Detour } from '../../../model/changes/change-wait.ts';
import { chainOf } from './detours.ts';
import type { Placed, VcpuChange } from './difference.ts';
import { isLater, movesOf } from './moves.ts';
import { withOld } from './old-servers.ts';
import { larger, placeKey, placePasses } from './places.ts';
import { isLoad, type Unit } from './units.ts';

/** Changes in an order, with the detour that one of them takes: absent if none does. */
export interface Ordered {
  readonly changes: readonly VcpuChange[];
  readonly via?: Detour;
}

/**
 * The changes in the order in which they make room, and in which they stand in the queues of their
 * places: what leaves first, then budgets, cores, periods and other machines, what comes last. A
 * detour makes two changes of one.
 */
export function inOrder(
  changes: readonly VcpuChange[],
  to: ReadonlyMap<string, Placed>,
  partial?: boolean,
): Ordered {
  const chain = chainOf(changes, to, partial);
  const { order: legs, via } = 'order' in chain ? chain : { order: movesOf(changes) };
  const all = [...changes.filter(({ kind }) => kind !== 'moves'), ...legs];
  const sorted = all.sort((a, b) => rankOf(a) - rankOf(b));
  return { changes: sorted, ...(via === undefined ? {} : { via }) };
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
    !isLater(unit, left) &&
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
