import type { HostServer } from '../../../host/server.ts';
import { keyOfVcpu } from '../../../host/vcpu-name.ts';
import type { Placed, VcpuChange } from './difference.ts';
import { type HostPlace, placeKey, placePasses } from './places.ts';

/** A VCPU that goes from one place to another. */
export type Move = Extract<VcpuChange, { kind: 'moves' }>;

/** The number of moves of which every order is tried; of more the first that fits goes first. */
const EVERY_ORDER = 4;

/**
 * An order in which moves of one step can happen as a chain: each fits at its target beside all
 * that is still there and waits to leave. If there is none, the move that no order lets through.
 *
 * `after` are all VCPUs in the end; those that come to a place anew come after the moves.
 */
export function chainOf(
  moves: readonly Move[],
  after: ReadonlyMap<string, Placed>,
  coming: ReadonlySet<string>,
): { readonly order: readonly Move[] } | { readonly meets: Move } {
  const moving = new Set(moves.map(({ to }) => keyOfVcpu(to.server)));
  const stays = (place: HostPlace): readonly HostServer[] => {
    const key = placeKey(place);
    return [...after].flatMap(([vcpu, placed]) =>
      placeKey(placed.place) === key && !moving.has(vcpu) && !coming.has(vcpu)
        ? [placed.server]
        : [],
    );
  };
  const fits = (move: Move, done: readonly Move[]): boolean => {
    const key = placeKey(move.to.place);
    const arrived = done.filter(({ to }) => placeKey(to.place) === key).map(({ to }) => to.server);
    const waits = moves
      .filter((other) => other !== move && !done.includes(other))
      .filter(({ from }) => placeKey(from.place) === key)
      .map(({ from }) => from.server);
    const all = [...stays(move.to.place), ...arrived, ...waits, move.to.server];
    return placePasses(move.to.place, all);
  };
  const search = (done: readonly Move[]): readonly Move[] | null => {
    if (done.length === moves.length) return done;
    for (const move of moves) {
      if (done.includes(move) || !fits(move, done)) continue;
      const found = search([...done, move]);
      if (found !== null) return found;
      if (moves.length > EVERY_ORDER) break;
    }
    return null;
  };
  const order = search([]);
  if (order !== null) return { order };
  const [first] = moves;
  const meets = moves.find((move) => !fits(move, [])) ?? first;
  if (meets === undefined) return { order: [] };
  return { meets };
}
