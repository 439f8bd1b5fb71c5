import type { HostServer } from '../../../host/server.ts';
import { keyOfVcpu } from '../../../host/vcpu-name.ts';
import type { Release } from '../../../model/changes/change-wait.ts';
import { type HostPlace, isImplicit, type Proofs, placeLoads, releasesAt } from './places.ts';
import { quietAfterChanges } from './quiet-bound.ts';

/** When a ghost counts no more, at the latest. */
export interface ReleaseBound {
  readonly by: Release;
  /** The time from its stop, in ns; `null` without a bound. */
  readonly atMost: number | null;
}

/** A place as a ghost comes to it. */
export interface PlaceNow {
  /** The VCPUs that stay, each with the larger of its budgets. */
  readonly staying: readonly HostServer[];
  /** The bound of a quiet instant beside them, where nothing changes any more. */
  readonly quiet: () => number | null;
  /** The longest deadline of those that leave the place, too, and can be there yet, in ns. */
  readonly neighbors: number;
  /** The ways in which every set since its last quiet instant is sure to have been proven. */
  readonly proofs: Proofs;
  /** Whether it ends with its own period, as an interface does. */
  readonly over: boolean;
  /** The time from its stop until all that is approved is in force, in ns; `null`: no bound. */
  readonly settles: number | null;
}

/** The bound of each release; `null` where the release does not hold or has none. */
type Bounds = Readonly<
  Record<Release, (place: HostPlace, ghost: HostServer, now: PlaceNow) => number | null>
>;

const bounds: Bounds = {
  'at-once': () => 0,
  quiet: (_, __, { quiet, settles }) => {
    const bound = quiet();
    return bound === null || settles === null ? null : settles + bound;
  },
  'period-end': (_, ghost, { staying, proofs, over }) =>
    proofs.implicit && [ghost, ...staying].every(isImplicit) ? (over ? 0 : ghost.period) : null,
  window: (_, __, { staying, neighbors, proofs }) =>
    proofs.window ? Math.max(neighbors, ...staying.map(({ deadline }) => deadline)) : null,
  density: (_, ghost, { proofs, over }) => (proofs.density ? (over ? 0 : ghost.deadline) : null),
};

/** The first release of a ghost that is sure to come, by the row of its machine. */
export function releaseBound(place: HostPlace, ghost: HostServer, now: PlaceNow): ReleaseBound {
  let found: ReleaseBound = { by: 'quiet', atMost: null };
  // A core is still to be switched away from what leaves it, so this counts a moment longer.
  const least = place.machine.switchCosts.length > 0 ? 1 : 0;
  for (const by of releasesAt(place)) {
    const bound = bounds[by](place, ghost, now);
    if (bound === null || (found.atMost !== null && bound >= found.atMost)) continue;
    found = { by, atMost: Math.max(least, bound) };
  }
  return found;
}

/** The bound of a quiet instant where nothing changes any more; `null` where there is none. */
export function quietAt(place: HostPlace, staying: readonly HostServer[]): number | null {
  return place.core === null ? null : quietAfterChanges(placeLoads(place, staying));
}

/** The longest deadline of some servers but those of one VCPU, in ns; 0 without any. */
export function longestDeadline(servers: readonly HostServer[]): (except: HostServer) => number {
  const longest = new Map<string, number>();
  for (const server of servers) {
    const key = keyOfVcpu(server);
    longest.set(key, Math.max(longest.get(key) ?? 0, server.deadline));
  }
  const [first, second] = [...longest].sort(([, a], [, b]) => b - a);
  return (except) => {
    const other = first !== undefined && first[0] === keyOfVcpu(except) ? second : first;
    return other?.[1] ?? 0;
  };
}
