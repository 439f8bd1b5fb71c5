import { groupedBy } from '../../../arithmetic/grouped-by.ts';
import { once } from '../../../arithmetic/once.ts';
import type { HostServer } from '../../../host/server.ts';
import { keyOfVcpu } from '../../../host/vcpu-name.ts';
import {
  type Course,
  type Leaving,
  lasts,
  later,
  latest,
  type Proven,
  type Waiting,
} from '../course.ts';
import type { Admitted } from '../transition.ts';
import type { Placed, VcpuChange } from './difference.ts';
import { withOld } from './old-servers.ts';
import { keyOfChange, type PlaceView } from './place-view.ts';
import {
  bothProofs,
  everyProof,
  type HostPlace,
  type Proofs,
  placeKey,
  placePasses,
  proofsOf,
  provesByWindows,
} from './places.ts';
import { longestDeadline, quietAt, releaseBound } from './release-bound.ts';
import { bears } from './stands-on.ts';
import { endStay, fitsBeside, shareOf, withLarger } from './stays.ts';

/**
 * The places that an action changes, as they are foreseen while its changes are looked at one after
 * the other: all that leaves a place, and all that waits for it.
 */
export class Foreseen {
  private readonly ghosts: Map<string, readonly Leaving[]>;
  private readonly queues: Map<string, readonly Waiting[]>;
  private readonly proofs: Map<string, Proven>;
  private readonly at: number;
  private readonly tested: boolean;
  /** The VCPUs that come to places and have not begun there, with these places. */
  private readonly coming: Set<string>;
  /** The VCPUs of each place in the end, and those that are there on their way. */
  private readonly servers: Map<string, readonly { readonly server: HostServer }[]>;
  private readonly known: Set<Leaving>;
  private readonly olds: readonly Placed[];
  /** Those of them that are still in force. */
  private readonly yet: Set<Placed>;

  /** `to` are all VCPUs in the end. */
  constructor(
    changes: readonly VcpuChange[],
    to: ReadonlyMap<string, Placed>,
    course: Course,
    { at, tested }: Pick<Admitted, 'at' | 'tested'>,
  ) {
    this.ghosts = byPlace(course.leaving);
    this.queues = byPlace(course.waiting);
    this.proofs = new Map(course.proofs);
    this.at = at;
    this.tested = tested;
    this.known = new Set(course.leaving);
    this.olds = changes.flatMap((change) => (change.kind === 'comes' ? [] : [change.from]));
    this.yet = new Set(this.olds);
    this.coming = new Set(
      changes
        .filter((change) => change.kind === 'comes' || change.kind === 'moves')
        .map((change) => keyAt(change.to)),
    );
    const passing = changes.flatMap((change) =>
      change.kind === 'moves' && to.get(keyOfChange(change)) !== change.to ? [change.to] : [],
    );
    const placed = [...to.values(), ...passing].map(({ server, place }) => {
      return { place: placeKey(place), server };
    });
    this.servers = byPlace(placed);
  }

  /** All that leaves the places of the course. */
  leaving(): readonly Leaving[] {
    return [...this.ghosts.values()].flat();
  }

  waiting(): readonly Waiting[] {
    return [...this.queues.values()].flat();
  }

  view(place: HostPlace): PlaceView {
    const key = placeKey(place);
    const present = (this.servers.get(key) ?? []).map(({ server }) => server);
    const leaving = this.ghosts.get(key) ?? [];
    const waiting = this.queues.get(key) ?? [];
    const inForce = waiting.map((each) => each.inForce);
    const stays = present.filter((server) => !this.coming.has(keyAt({ place, server })));
    return {
      ...{ place, present, leaving, waiting },
      yet: [...this.yet].flatMap((old) => (placeKey(old.place) === key ? [old.server] : [])),
      staying: withLarger(stays, leaving),
      settled: latest(inForce, this.at),
      quietBy: (except) => this.quietFor(place, except),
    };
  }

  /**
   * The place as one VCPU comes to it. Others of the same action may come before, where they fit
   * beside a ghost, which then stays longer.
   */
  viewFor({ place, server }: Placed): PlaceView {
    const own = keyOfVcpu(server);
    const all = this.view(place);
    const view = { ...all, yet: all.yet.filter((old) => keyOfVcpu(old) !== own) };
    const { present, staying } = view;
    if (view.leaving.length === 0) return view;
    const others = present.filter(
      (other) => keyOfVcpu(other) !== own && this.coming.has(keyAt({ place, server: other })),
    );
    if (others.length === 0) return view;
    const least = this.leastAt(all);
    const fits = others.map((other) => fitsBeside(place, [...least, other]));
    const beside = (ghost: Leaving) => others.filter((_, index) => fits[index]?.(ghost) === true);
    // Most ghosts have the same ones beside them, and are bounded together.
    const bounds = new Map<string, (ghost: Leaving) => Leaving>();
    const leaving = view.leaving.map((ghost) => {
      const before = beside(ghost);
      if (before.length === 0) return ghost;
      const key = before.map(keyOfVcpu).join(' ');
      const longer = bounds.get(key) ?? this.lengthening(view, [...staying, ...before]);
      bounds.set(key, longer);
      return longer(ghost);
    });
    return { ...view, leaving };
  }

  /** The VCPUs that stay at a place, each with that of its interfaces which asks for less. */
  private leastAt({ place, present, yet }: PlaceView): readonly HostServer[] {
    const olds = new Map(yet.map((old) => [keyOfVcpu(old), old]));
    return present.flatMap((server) => {
      if (this.coming.has(keyAt({ place, server }))) return [];
      const old = olds.get(keyOfVcpu(server)) ?? server;
      return [shareOf(old) < shareOf(server) ? old : server];
    });
  }

  /**
   * The instant, in ns, by which a place is sure to have been quiet beside all but one VCPU, if
   * that is the only release of its ghosts that the sets there bear; `undefined` if they bear all.
   */
  private quietFor(place: HostPlace, except: string): number | null | undefined {
    const view = this.view(place);
    const gone = this.proofs.get(placeKey(place))?.by ?? [];
    const by = [...gone, ...view.leaving.map((ghost) => ghost.by)];
    if (by.length === 0) return undefined;
    const proofs = proofsOf(place, view.present, this.tested ? 'passes' : undefined);
    if (by.every((release) => bears(release, proofs))) return undefined;
    const others = view.present.filter((server) => keyOfVcpu(server) !== except);
    const yet = view.yet.filter((server) => keyOfVcpu(server) !== except);
    const quiet = quietAt(place, withOld(withLarger(others, view.leaving), yet));
    return view.settled === null || quiet === null ? null : view.settled + quiet;
  }

  /**
   * The ways in which every set since the last quiet instant of a place is proven: that with its
   * ghosts before anybody comes, that of the end, and both together if they fit.
   */
  private proofsAt({ place, present, staying, leaving, yet }: PlaceView): Proofs {
    const known = this.proofs.get(placeKey(place)) ?? everyProof;
    const ghosts = leaving.map(({ server }) => server);
    const both = [...present, ...ghosts, ...yet];
    if (this.tested && provesByWindows(place))
      return bothProofs(known, proofsOf(place, both, 'passes'));
    const sets = [present, [...staying, ...ghosts]];
    // A set that does not pass never is: the last comes when some ghosts are gone.
    if (ghosts.length + yet.length > 0 && placePasses(place, both)) sets.push(both);
    const passes = this.tested ? 'passes' : undefined;
    return sets.map((set) => proofsOf(place, set, passes)).reduce(bothProofs, known);
  }

  /** Bounds ghosts of a place beside VCPUs that stay. */
  private bounding(
    view: PlaceView,
    stays: readonly HostServer[],
  ): (ghost: Omit<Leaving, 'until' | 'by'>) => Leaving {
    const { place, settled } = view;
    const staying = withOld(stays, view.yet);
    const key = placeKey(place);
    const olds = this.olds.filter((old) => placeKey(old.place) === key);
    const others = longestDeadline([...olds, ...view.leaving].map((each) => each.server));
    const proofs = this.proofsAt(view);
    const quiet = once(() => quietAt(place, staying));
    return (ghost) => {
      const { from, over, server } = ghost;
      const settles = settled === null || from === null ? null : Math.max(0, settled - from);
      const neighbors = others(server);
      const now = { staying, quiet, neighbors, proofs, over, settles };
      const { by, atMost } = releaseBound(place, server, now);
      return { ...ghost, by, until: atMost === null || from === null ? null : from + atMost };
    };
  }

  /** The same for ghosts that have a bound, which then count no less long than before. */
  private lengthening(
    view: PlaceView,
    staying: readonly HostServer[],
  ): (ghost: Leaving) => Leaving {
    const bounded = this.bounding(view, staying);
    return (ghost) => {
      if (ghost.until === null) return ghost;
      const longer = bounded(ghost);
      return { ...longer, until: later(ghost.until, longer.until) };
    };
  }

  /** A VCPU's interface ends at an instant at the latest, in ns. */
  ends(
    { server, place }: Placed,
    { over, goesOn }: { readonly over: boolean; readonly goesOn: boolean },
    from: number | null,
  ): void {
    const key = placeKey(place);
    const { domain } = server;
    if (lasts(from, this.at)) this.queue({ place: key, domain, until: this.at, inForce: from });
    for (const old of this.yet) if (old.server === server) this.yet.delete(old);
    const others = (this.servers.get(key) ?? []).filter((each) => each.server !== server);
    this.servers.set(key, others);
    const stay = goesOn ? 0 : this.endStay(key, server);
    const view = this.view(place);
    const bounded = this.bounding(view, view.staying);
    const before = view.leaving.map((old) =>
      isYetToEnd(old, server) ? bounded({ ...old, over, from }) : old,
    );
    this.ghosts.set(key, [...before, bounded({ place: key, server, stay, over, from })]);
  }

  /** The stay of a VCPU at a place ends; its number tells its ghosts apart from then on. */
  private endStay(place: string, server: HostServer): number {
    const before = this.ghosts.get(place) ?? [];
    const { ghosts, stay } = endStay(before, keyOfVcpu(server));
    for (const [index, ghost] of ghosts.entries())
      if (this.known.has(before[index] ?? ghost)) this.known.add(ghost);
    this.ghosts.set(place, ghosts);
    return stay;
  }

  /**
   * A VCPU's interface is approved, and in force, at these instants at the latest, in ns. The
   * ghosts that are still there then have one more beside them.
   */
  begins({ place, server }: Placed, until: number | null, inForce: number | null): void {
    const key = placeKey(place);
    this.coming.delete(keyAt({ place, server }));
    const { domain } = server;
    if (lasts(inForce, this.at)) this.queue({ place: key, domain, until, inForce });
    const view = this.view(place);
    if (view.leaving.length === 0) return;
    const fits = fitsBeside(place, this.leastAt(view));
    const stays = (ghost: Leaving) => until === null || lasts(ghost.until, until) || fits(ghost);
    if (!view.leaving.some(stays)) return;
    const longer = this.lengthening(view, withLarger(view.present, view.leaving));
    const leaving = view.leaving.map((ghost) => (stays(ghost) ? longer(ghost) : ghost));
    this.ghosts.set(key, leaving);
  }

  private queue(waiting: Waiting): void {
    this.queues.set(waiting.place, [...(this.queues.get(waiting.place) ?? []), waiting]);
  }

  /** Looks again at what the action's changes leave behind, as all of them are known. */
  finish(changes: readonly VcpuChange[]): void {
    if (changes.length < 2) return;
    const places = new Map(
      changes.flatMap((change) =>
        change.kind === 'comes' ? [] : [[placeKey(change.from.place), change.from.place] as const],
      ),
    );
    for (const [key, place] of places) {
      const view = this.view(place);
      const longer = this.lengthening(view, view.staying);
      const leaving = view.leaving.map((ghost) => (this.known.has(ghost) ? ghost : longer(ghost)));
      this.ghosts.set(key, leaving);
    }
  }

  /** How the sets at the places of some changes, and of those before, have been proven. */
  proven(changes: readonly VcpuChange[]): ReadonlyMap<string, Proven> {
    const proven = new Map(this.proofs);
    for (const change of changes) {
      const places = change.kind === 'comes' ? [] : [change.from.place];
      if (change.kind !== 'leaves') places.push(change.to.place);
      for (const place of places) {
        const view = this.view(place);
        const { present, leaving, settled } = view;
        const key = placeKey(place);
        const quiet = quietAt(place, withLarger(present, leaving));
        const until = settled === null || quiet === null ? null : settled + quiet;
        if (present.length === 0) proven.delete(key);
        else {
          const gone = this.proofs.get(key)?.by ?? [];
          const by = [...new Set([...gone, ...leaving.map((ghost) => ghost.by)])];
          proven.set(key, { ...this.proofsAt(view), by, until });
        }
      }
    }
    return proven;
  }
}

/**
 * Whether a ghost is of an interface of a VCPU whose end was not known yet. It has ended by when a
 * later one does.
 */
function isYetToEnd(ghost: Leaving, server: HostServer): boolean {
  return ghost.from === null && keyOfVcpu(ghost.server) === keyOfVcpu(server);
}

/** A key of a VCPU at a place. */
function keyAt({ place, server }: Placed): string {
  return `${placeKey(place)} ${keyOfVcpu(server)}`;
}

function byPlace<T extends { readonly place: string }>(all: readonly T[]): Map<string, T[]> {
  return groupedBy(all, ({ place }) => place);
}
