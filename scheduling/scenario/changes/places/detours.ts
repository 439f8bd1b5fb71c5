import { nameOf } from '../../../host/vcpu-name.ts';
import type { CompletedMachine } from '../../../model/completed.ts';
import type { Placed, VcpuChange } from './difference.ts';
import { type Chain, EVERY_ORDER, type Move, Moves, movesOf } from './moves.ts';
import { withOld } from './old-servers.ts';
import { type HostPlace, placeKey, placePasses } from './places.ts';

/**
 * The chain in which the moves of one action happen: in the first of their orders that works, else
 * with a detour of one VCPU by way of a third core. If there is none, the move that no order lets
 * through. A single move meets nobody.
 *
 * `after` are all VCPUs in the end; where it is `partial`, no core is known to be a third one.
 */
export function chainOf(
  changes: readonly VcpuChange[],
  after: ReadonlyMap<string, Placed>,
  partial = false,
): Chain | { readonly meets: Move } {
  const moves = movesOf(changes);
  if (moves.length < 2) return { order: moves };
  const all = new Moves(changes, after);
  const order = all.order(moves);
  if (order !== null) return { order };
  const chain = partial ? null : withDetour(all, changes, after);
  if (chain !== null) return chain;
  const meets = all.meeting(moves);
  return meets === undefined ? { order: [] } : { meets };
}

/** A chain in which one VCPU goes first to a third core, or from there to its own at last. */
function withDetour(
  all: Moves,
  changes: readonly VcpuChange[],
  after: ReadonlyMap<string, Placed>,
): Chain | null {
  const moves = movesOf(changes);
  if (moves.length > EVERY_ORDER) return null;
  for (const move of moves) {
    for (const { stop, legs } of stopsOf(move, changes, after)) {
      const bent = moves.flatMap((other) => (other === move ? legs : [other]));
      const order = all.order(bent, EVERY_ORDER + 1);
      if (order === null) continue;
      const { place, server } = stop;
      return { order, via: { ...nameOf(server), machine: place.machine.name, core: place.core } };
    }
  }
  return null;
}

interface Stop {
  readonly stop: { readonly server: Placed['server']; readonly place: CorePlace };
  readonly legs: readonly Move[];
}

type CorePlace = HostPlace & { readonly core: number };

/**
 * The third core on each machine of a move, with the two moves by way of it. One is enough of each:
 * it has room for the VCPU at any time, so that another would let no more through.
 */
function stopsOf(
  move: Move,
  changes: readonly VcpuChange[],
  after: ReadonlyMap<string, Placed>,
): readonly Stop[] {
  const { from, to } = move;
  const sides = from.place.machine.name === to.place.machine.name ? [from] : [from, to];
  return sides.flatMap((side): readonly Stop[] => {
    const machine = machineOf(side, after);
    const taken = [from, to].filter(({ place }) => place.machine.name === machine.name);
    const cores = taken.map(({ place }) => place.core);
    if (side.place.core === null || isWritten(side)) return [];
    const core = machine.cores.find(
      (each) => !cores.includes(each) && hasRoom({ machine, core: each }, side, changes, after),
    );
    if (core === undefined) return [];
    const stop = { server: { ...side.server, core }, place: { machine, core } };
    return [{ stop, legs: legsOf(move, stop) }];
  });
}

/** The two moves that lead by way of a third core: to it, and on from there. */
function legsOf({ from, to }: Move, stop: Placed): readonly Move[] {
  return [
    { kind: 'moves', from, to: stop },
    { kind: 'moves', from: stop, to },
  ];
}

/**
 * Whether a VCPU has room at a place all the time: beside all that is there in the end and all that
 * waits to leave or to change, in whatever order they come and go.
 */
function hasRoom(
  place: HostPlace,
  { server }: Placed,
  changes: readonly VcpuChange[],
  after: ReadonlyMap<string, Placed>,
): boolean {
  const key = placeKey(place);
  const here = [...after.values()].filter((placed) => placeKey(placed.place) === key);
  const olds = changes.flatMap((change) =>
    change.kind !== 'comes' && change.kind !== 'leaves' && placeKey(change.from.place) === key
      ? [change.from.server]
      : [],
  );
  const there = here.map((each) => each.server);
  return placePasses(place, withOld([...there, { ...server, core: place.core }], olds));
}

/** The machine of a place with what runs on it in the end. */
function machineOf({ place }: Placed, after: ReadonlyMap<string, Placed>): CompletedMachine {
  for (const placed of after.values())
    if (placed.place.machine.name === place.machine.name) return placed.place.machine;
  return place.machine;
}

/** Whether the text binds a VCPU to its core. */
function isWritten({ place, server }: Placed): boolean {
  const domain = place.machine.domains.find(({ name }) => name === server.domain);
  const vcpu = domain?.vcpus.find(({ name }) => name === server.vcpu);
  return vcpu?.computed.core !== true;
}
