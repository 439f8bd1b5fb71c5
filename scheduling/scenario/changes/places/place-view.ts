import type { HostServer } from '../../../host/server.ts';
import { keyOfVcpu } from '../../../host/vcpu-name.ts';
import type { WaitPart } from '../../../model/changes/change-wait.ts';
import { type Leaving, lasts, latest, type Waiting } from '../course.ts';
import type { VcpuChange } from './difference.ts';
import { withOld } from './old-servers.ts';
import { elementOf, type HostPlace, placePasses } from './places.ts';
import { withGhosts } from './stays.ts';

/** One place at the instant of an action. */
export interface PlaceView {
  readonly place: HostPlace;
  /** The VCPUs that run there in the end. */
  readonly present: readonly HostServer[];
  /** Those that stay there, with the larger of their budgets: without those that come. */
  readonly staying: readonly HostServer[];
  readonly leaving: readonly Leaving[];
  /** The old interfaces that are in force yet, and become ghosts with the changes to come. */
  readonly yet: readonly HostServer[];
  readonly waiting: readonly Waiting[];
  /** The latest instant at which all that is approved is in force, in ns; `null`: no bound. */
  readonly settled: number | null;
  /**
   * The latest instant, in ns, at which it is quiet beside all but one VCPU, if its ghosts count
   * until then: the sets there do not bear what else would release them. `undefined` if they do.
   */
  readonly quietBy: (except: string) => number | null | undefined;
}

/** The key of the VCPU that a change is of. */
export function keyOfChange(change: VcpuChange): string {
  return keyOfVcpu(change.kind === 'leaves' ? change.from.server : change.to.server);
}

/**
 * The wait for those before in the queue of a place, then for its ghosts. `tested` tells whether
 * all is known to pass in the end, `except` is the VCPU that waits.
 */
export function roomParts(
  { place, present, leaving, yet, waiting, quietBy }: PlaceView,
  at: number,
  tested: boolean,
  except: string,
): readonly WaitPart[] {
  const element = elementOf(place);
  const queue = latest(
    waiting.map(({ until }) => until),
    at,
  );
  if (queue === null) return [{ kind: 'queue', place: element, atMost: null }];
  const parts: WaitPart[] =
    queue > at ? [{ kind: 'queue', place: element, atMost: queue - at }] : [];
  const quiet = quietBy(except);
  if (quiet === null || (quiet !== undefined && quiet > queue)) {
    const atMost = quiet === null ? null : quiet - queue;
    return [...parts, { kind: 'room', place: element, by: 'quiet', atMost }];
  }
  let ghosts = leaving.filter(({ until }) => lasts(until, queue));
  let room: Leaving | null = null;
  const all = withOld(present, yet);
  const passes = (): boolean => placePasses(place, withGhosts(all, ghosts));
  while (ghosts.length > 0 && !passes()) {
    const [next] = [...ghosts].sort((a, b) => (a.until ?? Infinity) - (b.until ?? Infinity));
    if (next === undefined) break;
    room = next;
    ghosts = ghosts.filter(({ until }) => next.until !== null && lasts(until, next.until));
  }
  // A removal is not tested, and can leave a budget that has no room.
  if (!tested && ghosts.length === 0 && !passes())
    return [...parts, { kind: 'room', place: element, by: 'quiet', atMost: null }];
  if (room === null) return parts;
  const atMost = room.until === null ? null : room.until - queue;
  return [...parts, { kind: 'room', place: element, by: room.by, atMost }];
}
