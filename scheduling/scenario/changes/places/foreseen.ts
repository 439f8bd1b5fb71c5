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
import type { Placed, VcpuChange } from './difference.ts';
import { keyOfChange, type PlaceView, withGhosts, withLarger } from './place-view.ts';
import {
  bothProofs,
  everyProof,
  type HostPlace,
  type Proofs,
  placeKey,
  placePasses,
  proofsOf,
} from './places.ts';
import { quietAt, releaseBound } from './release-bound.ts';
import { bears } from './stands-on.ts';

/**
 * The places that an action changes, as they are foreseen while its changes are looked at one after
 * the other: all that leaves a place, and all that waits for it.
 */
export class Foreseen {
  leaving: readonly Leaving[];
  waiting: readonly Waiting[];
  private readonly proofs: Map<string, Proven>;
  private readonly at: number;
  /** The VCPUs that come to their places and have not begun there. */
  private readonly coming: Set<string>;
  private readonly byPlace: ReadonlyMap<string, readonly HostServer[]>;
  private readonly known: ReadonlySet<Leaving>;
  private readonly olds: readonly Placed[];

  /** `to` are all VCPUs in the end; `at` is the instant of the action, in ns. */
  constructor(
    changes: readonly VcpuChange[],
    to: ReadonlyMap<string, Placed>,
    course: Course,
    at: number,
  ) {
    this.leaving = course.leaving;
    this.waiting = course.waiting;
    this.proofs = new Map(course.proofs);
    this.at = at;
    this.known = new Set(course.leaving);
    this.olds = changes.flatMap((change) => (change.kind === 'comes' ? [] : [change.from]));
    this.coming = new Set(
      changes
        .filter(({ kind }) => kind === 'comes' || kind === 'moves')
        .map((change) => keyOfChange(change)),
    );
    const byPlace = new Map<string, HostServer[]>();
    for (const { server, place } of to.values()) {
      const here = byPlace.get(placeKey(place));
      if (here === undefined) byPlace.set(placeKey(place), [server]);
      else here.push(server);
    }
    this.byPlace = byPlace;
  }

  view(place: HostPlace): PlaceView {
    const key = placeKey(place);
    const present = this.byPlace.get(key) ?? [];
    const leaving = this.leaving.filter((ghost) => ghost.place === key);
    const waiting = this.waiting.filter((each) => each.place === key);
    const inForce = waiting.map((each) => each.inForce);
    const stays = present.filter((server) => !this.coming.has(keyOfVcpu(server)));
    return {
      ...{ place, present, leaving, waiting },
      staying: withLarger(stays, leaving),
      settled: latest(inForce, this.at),
      quietBy: (except) => this.quietFor(place, except),
    };
  }

  /**
   * The place as one VCPU comes to it. Others of the same action may come before, where they fit
   * beside the ghosts, which then stay longer.
   */
  viewFor({ place, server }: Placed): PlaceView {
    const view = this.view(place);
    const { present, staying, leaving } = view;
    if (leaving.length === 0) return view;
    const own = keyOfVcpu(server);
    const others = present.filter((other) => {
      const key = keyOfVcpu(other);
      if (key === own || !this.coming.has(key)) return false;
      return placePasses(place, withGhosts([...staying, other], leaving));
    });
    if (others.length === 0) return view;
    const longer = leaving.map((ghost) => {
      const found = this.bounded(view, ghost, [...staying, ...others]);
      return { ...found, until: later(ghost.until, found.until) };
    });
    return { ...view, leaving: longer };
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
    const proofs = proofsOf(place, view.present);
    if (by.every((release) => bears(release, proofs))) return undefined;
    const others = view.present.filter((server) => keyOfVcpu(server) !== except);
    const quiet = quietAt(place, withLarger(others, view.leaving));
    return view.settled === null || quiet === null ? null : view.settled + quiet;
  }

  /**
   * The ways in which every set since the last quiet instant of a place is proven: that with its
   * ghosts before anybody comes, that of the end, and both together if they fit.
   */
  private proofsAt({ place, present, staying, leaving }: PlaceView): Proofs {
    const known = this.proofs.get(placeKey(place)) ?? everyProof;
    const ghosts = leaving.map(({ server }) => server);
    const sets = [present, [...staying, ...ghosts]];
    if (ghosts.length > 0 && placePasses(place, [...present, ...ghosts]))
      sets.push([...present, ...ghosts]);
    return sets.map((set) => proofsOf(place, set)).reduce(bothProofs, known);
  }

  /** A ghost with its bound beside VCPUs that stay. */
  private bounded(
    view: PlaceView,
    ghost: Omit<Leaving, 'until' | 'by'>,
    staying: readonly HostServer[],
  ): Leaving {
    const { from, over, server } = ghost;
    const { place, settled } = view;
    const settles = settled === null || from === null ? null : Math.max(0, settled - from);
    const key = placeKey(place);
    const olds = this.olds.filter((old) => placeKey(old.place) === key);
    const leaving = [...olds, ...view.leaving].map((each) => each.server);
    const neighbors = leaving.filter((each) => keyOfVcpu(each) !== keyOfVcpu(server));
    const now = { staying, neighbors, proofs: this.proofsAt(view), over, settles };
    const { by, atMost } = releaseBound(place, server, now);
    return { ...ghost, by, until: atMost === null || from === null ? null : from + atMost };
  }

  /** A VCPU's interface ends at an instant at the latest, in ns. */
  ends(
    { server, place }: Placed,
    how: Pick<Leaving, 'within' | 'over'>,
    from: number | null,
  ): void {
    const key = placeKey(place);
    if (lasts(from, this.at))
      this.waiting = [...this.waiting, { place: key, until: this.at, inForce: from }];
    const view = this.view(place);
    const ghost = { ...how, place: key, server, from };
    this.leaving = [...this.leaving, this.bounded(view, ghost, view.staying)];
  }

  /**
   * A VCPU's interface is approved, and in force, at these instants at the latest, in ns. The
   * ghosts that are still there then have one more beside them.
   */
  begins({ place, server }: Placed, until: number | null, inForce: number | null): void {
    const key = placeKey(place);
    this.coming.delete(keyOfVcpu(server));
    if (lasts(inForce, this.at)) this.waiting = [...this.waiting, { place: key, until, inForce }];
    const view = this.view(place);
    if (view.leaving.length === 0) return;
    const beside = withLarger(view.present, view.leaving);
    const first = placePasses(place, withGhosts(view.staying, view.leaving));
    this.leaving = this.leaving.map((ghost) => {
      const over = !first && until !== null && !lasts(ghost.until, until);
      if (ghost.place !== key || over) return ghost;
      const longer = this.bounded(view, ghost, beside);
      return { ...longer, until: later(ghost.until, longer.until) };
    });
  }

  /** Looks again at what the action's changes leave behind, as all of them are known. */
  finish(changes: readonly VcpuChange[]): void {
    const places = new Map(
      changes.flatMap((change) =>
        change.kind === 'comes' ? [] : [[placeKey(change.from.place), change.from.place] as const],
      ),
    );
    this.leaving = this.leaving.map((ghost) => {
      const place = places.get(ghost.place);
      if (place === undefined || this.known.has(ghost)) return ghost;
      const view = this.view(place);
      const last = this.bounded(view, ghost, view.staying);
      return { ...last, until: later(ghost.until, last.until) };
    });
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
