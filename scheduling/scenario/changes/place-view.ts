import type { HostServer } from '../../host/server.ts';
import { keyOfVcpu } from '../../host/vcpu-name.ts';
import type { WaitPart } from '../../model/changes/change-wait.ts';
import { type Course, type Leaving, lasts, later, type Waiting } from './course.ts';
import type { Placed, VcpuChange } from './difference.ts';
import { elementOf, type HostPlace, larger, placeKey, placePasses } from './places.ts';

/** One place at the instant of an action. */
export interface PlaceView {
  readonly place: HostPlace;
  /** The VCPUs that run there in the end. */
  readonly present: readonly HostServer[];
  /** Those that stay there: without those that come. */
  readonly staying: readonly HostServer[];
  readonly leaving: readonly Leaving[];
  readonly waiting: readonly Waiting[];
}

/** The key of the VCPU that a change is of. */
export function keyOfChange(change: VcpuChange): string {
  return keyOfVcpu(change.kind === 'leaves' ? change.from.server : change.to.server);
}

/** Looks at places by what an action changes there and what is under way. */
export function viewer(
  changes: readonly VcpuChange[],
  to: ReadonlyMap<string, Placed>,
  course: Pick<Course, 'leaving' | 'waiting'>,
): (place: HostPlace) => PlaceView {
  const coming = new Set<string>();
  for (const change of changes)
    if (change.kind === 'comes' || change.kind === 'moves') coming.add(keyOfChange(change));
  const byPlace = new Map<string, HostServer[]>();
  for (const { server, place } of to.values()) {
    const key = placeKey(place);
    const list = byPlace.get(key);
    if (list === undefined) byPlace.set(key, [server]);
    else list.push(server);
  }
  return (place) => {
    const key = placeKey(place);
    const present = byPlace.get(key) ?? [];
    return {
      place,
      present,
      staying: present.filter((server) => !coming.has(keyOfVcpu(server))),
      leaving: course.leaving.filter((ghost) => ghost.place === key),
      waiting: course.waiting.filter((each) => each.place === key),
    };
  };
}

/** The wait for those before in the queue of a place, then for its ghosts. */
export function roomParts(
  { place, present, leaving, waiting }: PlaceView,
  at: number,
): readonly WaitPart[] {
  const element = elementOf(place);
  const queue = waiting.reduce<number | null>((last, { until }) => later(last, until), at);
  if (queue === null) return [{ kind: 'queue', place: element, atMost: null }];
  const parts: WaitPart[] =
    queue > at ? [{ kind: 'queue', place: element, atMost: queue - at }] : [];
  let ghosts = leaving.filter(({ until }) => lasts(until, queue));
  let room: Leaving | null = null;
  const passes = (): boolean => placePasses(place, withGhosts(present, ghosts));
  while (ghosts.length > 0 && !passes()) {
    const [next] = [...ghosts].sort((a, b) => (a.until ?? Infinity) - (b.until ?? Infinity));
    if (next === undefined) break;
    room = next;
    ghosts = ghosts.filter(({ until }) => next.until !== null && lasts(until, next.until));
  }
  if (room === null) return parts;
  const atMost = room.until === null ? null : room.until - queue;
  return [...parts, { kind: 'room', place: element, by: room.by, atMost }];
}

/** Servers with the ghosts beside and within them. */
export function withGhosts(
  present: readonly HostServer[],
  ghosts: readonly Leaving[],
): readonly HostServer[] {
  const within = new Map<string, HostServer>();
  const beside: HostServer[] = [];
  for (const { server, within: key } of ghosts) {
    if (key === undefined) beside.push(server);
    else within.set(key, larger(within.get(key) ?? server, server));
  }
  const counted = present.map((server) => {
    const old = within.get(keyOfVcpu(server));
    return old === undefined ? server : larger(server, old);
  });
  return [...counted, ...beside];
}
