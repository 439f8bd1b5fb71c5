import type { Prover } from '../../choose/prover.ts';
import type { HostServer } from '../../host/server.ts';
import { keyOfVcpu } from '../../host/vcpu-name.ts';
import { atOnce, type ChangeWait, type WaitPart } from '../../model/changes/change-wait.ts';
import type { CompletedMachine } from '../../model/completed.ts';
import { type Course, type Leaving, underWayAt, type Waiting } from './course.ts';
import { changesBetween, type Placed, placedVcpus, type VcpuChange } from './difference.ts';
import { guestWait, leavingTasks } from './guest-wait.ts';
import { chainOf, type Move } from './moves.ts';
import { keyOfChange, type PlaceView, roomParts, viewer, withGhosts } from './place-view.ts';
import {
  bothProofs,
  elementOf,
  everyProof,
  type HostPlace,
  isImplicit,
  larger,
  placeKey,
  placeLoads,
  placePasses,
  proofsOf,
  releasesAt,
} from './places.ts';
import { quietAfterChanges } from './quiet-bound.ts';
import { releaseBound } from './release-bound.ts';

/** The machines that an action changes, as they are completed before and after it. */
export interface Transition {
  readonly before: readonly CompletedMachine[];
  readonly after: readonly CompletedMachine[];
}

/** The wait of an admitted action, and what can be under way after it. */
export interface WaitAndCourse {
  readonly wait: ChangeWait;
  readonly course: Course;
}

/**
 * How long an action admitted at an instant can wait, in ns, and what is under way after it: by the
 * bounds of what can be known without a run.
 */
export function waitOf(
  prover: Prover,
  { before, after }: Transition,
  course: Course,
  at: number,
): WaitAndCourse {
  const known = prover.cache.servers;
  const from = placedVcpus(before, known);
  const to = placedVcpus(after, known);
  const changes = inOrder(changesBetween(from, to), to);
  const now = underWayAt(course, at);
  const guests = guestWait(prover, { before, after }, now, at);
  const stays = new Set(after.flatMap(({ domains }) => domains.map(({ name }) => name)));
  const chains: (readonly WaitPart[])[] = [];
  const leaving: Leaving[] = [...now.leaving];
  const waiting: Waiting[] = [];
  const view = viewer(changes, to, { ...now, leaving });
  for (const change of changes) {
    const vcpu = change.kind === 'leaves' ? change.from.server : change.to.server;
    const guest = guests.get(vcpu.domain);
    const host = hostParts(change, view, at, stays);
    chains.push([...(guest?.first ?? []), ...host, ...(guest?.last ?? [])]);
    const begun = sum([...(guest?.first ?? []), ...host]);
    const until = begun === null ? null : at + begun;
    if (change.kind !== 'leaves' && (until === null || until > at))
      waiting.push({ place: placeKey(change.to.place), until });
    const ghost = ghostOf(change, view, until);
    if (ghost !== null) leaving.push(ghost);
  }
  for (const { first, last } of guests.values()) chains.push([...first, ...last]);
  return {
    wait: longest(chains, unusedAt(view, changes)),
    course: {
      leaving,
      tasks: [...now.tasks, ...leavingTasks(prover, { before, after }, at)],
      waiting: [...now.waiting, ...waiting],
      proofs: provenAt(view, changes, now),
    },
  };
}

/** The changes in the order in which they make room: what leaves first, what comes last. */
function inOrder(
  changes: readonly VcpuChange[],
  to: ReadonlyMap<string, Placed>,
): readonly VcpuChange[] {
  const ranks = { leaves: 0, resized: 1, moves: 2, reshaped: 3, comes: 4 } as const;
  const moves = changes.filter((change): change is Move => change.kind === 'moves');
  const coming = changes.filter(({ kind }) => kind === 'comes').map(keyOfChange);
  const chain = moves.length < 2 ? { order: moves } : chainOf(moves, to, new Set(coming));
  const places = new Map('order' in chain ? chain.order.map((move, place) => [move, place]) : []);
  const place = (change: VcpuChange) =>
    change.kind === 'moves' ? (places.get(change) ?? moves.length) : 0;
  const grows = (change: VcpuChange) =>
    change.kind === 'resized' && !shrinks(change.from.server, change.to.server) ? 1 : 0;
  return [...changes].sort(
    (a, b) => ranks[a.kind] - ranks[b.kind] || grows(a) - grows(b) || place(a) - place(b),
  );
}

/**
 * The waits of one VCPU's change on its machines. One whose domain stays, on a machine without
 * budgets, leaves as its period ends; one that stops does so at once.
 */
function hostParts(
  change: VcpuChange,
  view: (place: HostPlace) => PlaceView,
  at: number,
  stays: ReadonlySet<string>,
): readonly WaitPart[] {
  if (change.kind === 'comes') return roomParts(view(change.to.place), at);
  const { domain, vcpu, period } = change.from.server;
  const replenishment: WaitPart = {
    ...{ kind: 'replenishment', place: { kind: 'vcpu', domain, vcpu }, atMost: period },
  };
  if (change.kind === 'leaves') return stays.has(domain) ? [replenishment] : [];
  const { from, to } = change;
  if (change.kind === 'resized' && shrinks(from.server, to.server)) return [replenishment];
  const there = view(to.place);
  const parts = roomParts(there, at);
  if (change.kind !== 'reshaped' || bearsOwnPeriodEnd(there, from.server))
    return [...parts, replenishment];
  const atMost = quietOf(there, from.server);
  return [...parts, { kind: 'quiet', place: elementOf(there.place), atMost }];
}

/** Whether a new period can begin as the old one ends: by the row, or since both fit together. */
function bearsOwnPeriodEnd({ place, present, leaving }: PlaceView, old: HostServer): boolean {
  const releases = releasesAt(place);
  const all = [...present, ...leaving.map(({ server }) => server), old];
  if (releases.includes('at-once')) return true;
  if (releases.includes('period-end') && all.every(isImplicit)) return true;
  return placePasses(place, all);
}

/** The bound of a quiet instant of a place with an old interface; `null` where there is none. */
function quietOf({ place, staying }: PlaceView, old: HostServer): number | null {
  if (place.core === null) return null;
  const others = staying.filter((server) => keyOfVcpu(server) !== keyOfVcpu(old));
  return quietAfterChanges(placeLoads(place, [...others, old]));
}

/** Whether a server of the same shape becomes smaller: nothing of it becomes larger. */
function shrinks(from: HostServer, to: HostServer): boolean {
  return larger(from, to) === from;
}

/**
 * The ghost that a change leaves behind, or `null`. The change is in force at `inForce`, in ns, at
 * the latest.
 */
function ghostOf(
  change: VcpuChange,
  view: (place: HostPlace) => PlaceView,
  inForce: number | null,
): Leaving | null {
  if (change.kind === 'comes') return null;
  const { from } = change;
  const { place, server } = from;
  if (change.kind === 'resized' && !shrinks(server, change.to.server)) return null;
  const { staying, present, leaving } = view(place);
  const ghosts = leaving.map((ghost) => ghost.server);
  const proofs = proofsOf(place, [...present, ...ghosts]);
  const over = change.kind !== 'leaves';
  const { by, atMost } = releaseBound(place, server, { staying, proofs, over });
  const until = atMost === null || inForce === null ? null : inForce + atMost;
  const key = placeKey(place);
  if (change.kind !== 'resized') return { place: key, server, until, by };
  return { place: key, server, within: keyOfVcpu(server), until, by };
}

/** How the sets at the changed places are proven from now on. */
function provenAt(
  view: (place: HostPlace) => PlaceView,
  changes: readonly VcpuChange[],
  course: Course,
): Course['proofs'] {
  const proofs = new Map(course.proofs);
  for (const change of changes) {
    const places = change.kind === 'comes' ? [] : [change.from.place];
    if (change.kind !== 'leaves') places.push(change.to.place);
    for (const place of places) {
      const key = placeKey(place);
      const { present, leaving } = view(place);
      if (present.length === 0) proofs.delete(key);
      else {
        const ghosts = leaving.map(({ server }) => server);
        const found = proofsOf(place, [...present, ...ghosts]);
        proofs.set(key, bothProofs(proofs.get(key) ?? everyProof, found));
      }
    }
  }
  return proofs;
}

/** The gross budgets of the ghosts at the places where something comes, in ns. */
function unusedAt(view: (place: HostPlace) => PlaceView, changes: readonly VcpuChange[]): number {
  const seen = new Set<string>();
  let unused = 0;
  for (const change of changes) {
    if (change.kind === 'leaves') continue;
    const { place, present, leaving } = view(change.to.place);
    if (seen.has(placeKey(place)) || leaving.length === 0) continue;
    seen.add(placeKey(place));
    const cost = (servers: readonly HostServer[]) =>
      placeLoads(place, servers).reduce((total, load) => total + load.cost, 0);
    unused += cost(withGhosts(present, leaving)) - cost(present);
  }
  return unused;
}

function sum(parts: readonly WaitPart[]): number | null {
  let total = 0;
  for (const { atMost } of parts) {
    if (atMost === null) return null;
    total += atMost;
  }
  return total;
}

function longest(chains: readonly (readonly WaitPart[])[], unused: number): ChangeWait {
  let found: ChangeWait = { ...atOnce, unused };
  for (const parts of chains) {
    const atMost = sum(parts);
    if (found.atMost !== null && (atMost === null || atMost > found.atMost))
      found = { atMost, parts, unused };
  }
  return found;
}
