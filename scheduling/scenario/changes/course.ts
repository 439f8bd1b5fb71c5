import type { Release } from '../../model/changes/change-wait.ts';
import type { Task } from '../../model/model.ts';
import type { RunningDomain } from '../running-domain.ts';
import type { Proofs } from './places/places.ts';
import type { OfStay } from './places/stays.ts';

/** A ghost, as it is known without a run: what has left a place or shrinks there. */
export interface Leaving extends OfStay {
  readonly place: string;
  /** The latest instant at which it stops, in ns; `null` without a bound. */
  readonly from: number | null;
  /** Whether it ends with its own period, as an interface does. */
  readonly over: boolean;
  /** The latest instant at which it counts, in ns; `null` without a bound. */
  readonly until: number | null;
  readonly by: Release;
}

/** A task that has left a guest and can have work there. */
export interface LeavingTask {
  readonly domain: string;
  readonly task: Task;
  readonly until: number | null;
}

/** A guest that can still work on what an earlier interface gave it. */
export interface Unsettled {
  readonly domain: string;
  readonly until: number | null;
}

/** An admitted change that can wait in the queue of a place or a domain. */
export interface Waiting {
  readonly place: string;
  /** The domain that it is of, and that forgets it as it stops. */
  readonly domain: string;
  /** The latest instant at which it is approved, in ns, so that others come after it. */
  readonly until: number | null;
  /** The latest instant at which it is in force. */
  readonly inForce: number | null;
}

/** How the sets at a place have been proven since an instant at which it was quiet. */
export interface Proven extends Proofs {
  /** The releases that ghosts have had there since, or will have. */
  readonly by: readonly Release[];
  /** The latest instant by which it is quiet again, in ns; `null` without a bound. */
  readonly until: number | null;
}

/** A domain that was admitted to leave its machine, as it runs there until it is gone. */
export interface Parting {
  readonly one: RunningDomain;
  /** The cores that its VCPUs have to themselves; none on machines of other kinds. */
  readonly cores: readonly number[];
  readonly until: number | null;
}

/**
 * The changes that can still be under way by the admitted actions so far. It knows no run, so all
 * of its instants are bounds.
 */
export interface Course {
  readonly leaving: readonly Leaving[];
  readonly tasks: readonly LeavingTask[];
  readonly unsettled: readonly Unsettled[];
  readonly waiting: readonly Waiting[];
  readonly parting: readonly Parting[];
  readonly proofs: ReadonlyMap<string, Proven>;
}

export const nothingUnderWay: Course = {
  leaving: [],
  tasks: [],
  unsettled: [],
  waiting: [],
  parting: [],
  proofs: new Map(),
};

/** The tasks that have left a domain and can have work there. */
export function tasksLeft({ tasks }: Course, domain: string): readonly Task[] {
  return tasks.flatMap((left) => (left.domain === domain ? [left.task] : []));
}

/** Whether something that ends at `until` can be there after an instant. */
export function lasts(until: number | null, at: number): boolean {
  return until === null || until > at;
}

/** The course without what is over by an instant, in ns. */
export function underWayAt(course: Course, at: number): Course {
  const { leaving, tasks, unsettled, waiting, parting, proofs } = course;
  const there = ({ until }: { readonly until: number | null }) => lasts(until, at);
  return {
    leaving: leaving.filter(there),
    tasks: tasks.filter(there),
    unsettled: unsettled.filter(there),
    waiting: waiting.filter(({ inForce }) => lasts(inForce, at)),
    parting: parting.filter(there),
    proofs: new Map([...proofs].filter(([, proven]) => there(proven))),
  };
}

/** The course without what domains had to wait for that have stopped. */
export function withoutDomains(course: Course, domains: readonly string[]): Course {
  if (domains.length === 0) return course;
  const { tasks, unsettled, waiting } = course;
  const goesOn = ({ domain }: { readonly domain: string }) => !domains.includes(domain);
  // Their bounds at other places are kept: few of them cost less than the ghosts that they cover.
  const isCovering = ({ place, domain, until, inForce }: Waiting) =>
    place !== domainKey(domain) && until !== null && inForce !== null;
  return {
    ...course,
    tasks: tasks.filter(goesOn),
    unsettled: unsettled.filter(goesOn),
    waiting: waiting.filter((each) => goesOn(each) || isCovering(each)),
  };
}

/** The number of ghosts without a bound that are told apart at a place. */
const MOST_UNBOUNDED = 64;

/**
 * The ghosts, of those without a bound no more than the latest of each place: many leave no room
 * there that could be told.
 */
export function fewUnbounded(leaving: readonly Leaving[]): readonly Leaving[] {
  const counts = new Map<string, number>();
  const kept = leaving.toReversed().filter(({ place, until }) => {
    if (until !== null) return true;
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    return count <= MOST_UNBOUNDED;
  });
  return kept.length === leaving.length ? leaving : kept.toReversed();
}

interface Bound {
  readonly until: number | null;
  readonly inForce?: number | null;
}

/** The latest bounds of each key alone, so that a course grows with what runs only. */
export function onePerKey<T extends Bound>(
  bounds: readonly T[],
  keyOf: (bound: T) => string,
): readonly T[] {
  const found = new Map<string, T>();
  for (const bound of bounds) {
    const known = found.get(keyOf(bound));
    found.set(keyOf(bound), known === undefined ? bound : latestOf(known, bound));
  }
  return [...found.values()];
}

function latestOf<T extends Bound>(a: T, b: T): T {
  const until = later(a.until, b.until);
  if (a.inForce === undefined || b.inForce === undefined) return { ...a, until };
  return { ...a, until, inForce: later(a.inForce, b.inForce) };
}

/** The key of a domain's own queue, which no place has. */
export function domainKey(domain: string): string {
  return `domain ${domain}`;
}

/** The latest of some bounds from an instant on; `null` is later than all. */
export function latest(bounds: readonly (number | null)[], from: number): number | null {
  return bounds.reduce<number | null>(later, from);
}

/** The least of some bounds that there are; `null` without any. */
export function soonest(bounds: readonly (number | null)[]): number | null {
  const known = bounds.filter((bound) => bound !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** The later of two bounds; `null` is the latest. */
export function later(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.max(a, b);
}
