import { groupedBy } from '../../../arithmetic/grouped-by.ts';
import type { HostServer } from '../../../host/server.ts';
import { keyOfVcpu } from '../../../host/vcpu-name.ts';
import type { Detour } from '../../../model/changes/change-wait.ts';
import type { Placed, VcpuChange } from './difference.ts';
import { keyOfChange } from './place-view.ts';
import { type HostPlace, placeKey, placePasses, sameShape } from './places.ts';
import { type Unit, units } from './units.ts';

/** A VCPU that goes from one place to another. */
export type Move = Extract<VcpuChange, { kind: 'moves' }>;

/** The number of moves of which every order is tried. */
export const EVERY_ORDER = 4;

/** An order in which moves can happen, with the detour that one of them takes. */
export interface Chain {
  readonly order: readonly Move[];
  /** Absent if each VCPU goes straight to its place. */
  readonly via?: Detour;
}

export function movesOf(changes: readonly VcpuChange[]): readonly Move[] {
  return changes.filter((change): change is Move => change.kind === 'moves');
}

/** Whether a VCPU goes to another core alone, which its guest does not notice. */
export function isOfCore(change: VcpuChange): boolean {
  if (change.kind !== 'moves') return false;
  const { from, to } = change;
  const stays = from.place.machine.name === to.place.machine.name;
  return stays && sameShape(from.server, to.server) && from.server.budget === to.server.budget;
}

/** The moves of one action, beside all that stays where it is. */
export class Moves {
  private readonly stays: ReadonlyMap<string, readonly Placed[]>;

  /** `after` are all VCPUs in the end; those that come to a place anew come after the moves. */
  constructor(changes: readonly VcpuChange[], after: ReadonlyMap<string, Placed>) {
    const changing = new Set(
      changes.filter(({ kind }) => kind === 'moves' || kind === 'comes').map(keyOfChange),
    );
    const staying = [...after].flatMap(([vcpu, placed]) => (changing.has(vcpu) ? [] : [placed]));
    this.stays = groupedBy(staying, ({ place }) => placeKey(place));
  }

  /**
   * An order in which the moves happen one after the other: each fits at its target beside all that
   * is still there and waits to leave. `null` if no order that is tried lets all of them through:
   * of more than `every` moves the first that fits goes first.
   */
  order(moves: readonly Move[], every = EVERY_ORDER): readonly Move[] | null {
    return this.search(units(moves), startOf(moves), moves.length > every);
  }

  /** The first move that has no room as the first of all, else the first; `undefined` of none. */
  meeting(moves: readonly Move[]): Move | undefined {
    const start = startOf(moves);
    return moves.find((move) => !this.fits([move], start)) ?? moves[0];
  }

  /** `where` tells the present place of each VCPU that moves. */
  private search(
    left: readonly Unit<Move>[],
    where: ReadonlyMap<string, Placed>,
    greedy: boolean,
  ): readonly Move[] | null {
    if (left.length === 0) return [];
    for (const unit of left) {
      if (isLater(unit, left) || !this.fits(unit, where)) continue;
      const others = left.filter((other) => other !== unit);
      const next = new Map(where);
      for (const { to } of unit) next.set(keyOfVcpu(to.server), to);
      const found = this.search(others, next, greedy);
      if (found !== null) return [...unit, ...found];
      if (greedy) return null;
    }
    return null;
  }

  private fits(unit: Unit<Move>, where: ReadonlyMap<string, Placed>): boolean {
    const own = new Set(unit.map(keyOfChange));
    const others = [...where].flatMap(([vcpu, placed]) => (own.has(vcpu) ? [] : [placed]));
    const there = [...others, ...unit.map(({ to }) => to)];
    return unit.every(({ to: { place } }) => placePasses(place, this.at(place, there)));
  }

  private at(place: HostPlace, moving: readonly Placed[]): readonly HostServer[] {
    const key = placeKey(place);
    const here = moving.filter((placed) => placeKey(placed.place) === key);
    return [...(this.stays.get(key) ?? []), ...here].map(({ server }) => server);
  }
}

/** The place of each VCPU that moves, before the first of its moves. */
function startOf(moves: readonly Move[]): ReadonlyMap<string, Placed> {
  return new Map(moves.toReversed().map((move) => [keyOfChange(move), move.from]));
}

/** Whether a VCPU of the changes has others before them. */
export function isLater<U extends Unit>(unit: U, left: readonly U[]): boolean {
  const own = new Set(unit.map(keyOfChange));
  const earlier = left.slice(0, left.indexOf(unit));
  return earlier.some((other) => other.some((change) => own.has(keyOfChange(change))));
}
