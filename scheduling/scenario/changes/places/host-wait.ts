import type { HostServer } from '../../../host/server.ts';
import { keyOfVcpu } from '../../../host/vcpu-name.ts';
import type { WaitPart } from '../../../model/changes/change-wait.ts';
import type { OldPeriod } from '../guests/staying.ts';
import type { VcpuChange } from './difference.ts';
import type { Foreseen } from './foreseen.ts';
import { withOld } from './old-servers.ts';
import { type PlaceView, roomParts } from './place-view.ts';
import { elementOf, isImplicit, larger, placePasses, releasesAt } from './places.ts';
import { quietAt } from './release-bound.ts';
import { withLarger } from './stays.ts';

/** Whether a VCPU of the same period and deadline gets no less, so that nothing is left of it. */
export function grows(change: VcpuChange): boolean {
  return change.kind === 'resized' && !shrinks(change.from.server, change.to.server);
}

/** How the old interface of a VCPU ends, and whether the VCPU goes on with its period. */
export function howEnds(change: Exclude<VcpuChange, { kind: 'comes' }>): {
  readonly over: boolean;
  readonly goesOn: boolean;
} {
  return { over: change.kind !== 'leaves', goesOn: change.kind === 'resized' };
}

/** All that stays on its machine with an action. */
export interface Stays {
  /** The domains that run after it. */
  readonly runs: ReadonlySet<string>;
  /** The VCPUs that stay where they are and get other interfaces, by their keys. */
  readonly periods: ReadonlyMap<string, OldPeriod>;
  /** Whether the action was tested. */
  readonly tested: boolean;
}

/** The wait of a VCPU for the end of its period. */
export function replenishment({ domain, vcpu, period }: OldPeriod): WaitPart {
  return { kind: 'replenishment', place: { kind: 'vcpu', domain, vcpu }, atMost: period };
}

/**
 * The waits of one VCPU's change on its machines. One whose domain stays, on a machine without
 * budgets, leaves as its period ends; one that stops does so at once.
 */
export function hostParts(
  change: VcpuChange,
  foreseen: Foreseen,
  at: number | null,
  { runs, periods, tested }: Stays,
): readonly WaitPart[] {
  if (at === null) return [];
  if (change.kind === 'comes') {
    const room = roomParts(foreseen.viewFor(change.to), at, tested, keyOfVcpu(change.to.server));
    const old = periods.get(keyOfVcpu(change.to.server));
    return old === undefined ? room : [...room, replenishment(old)];
  }
  const { from } = change;
  const ends = replenishment(from.server);
  if (change.kind === 'leaves') return runs.has(from.server.domain) ? [ends] : [];
  const { to } = change;
  if (change.kind === 'resized' && shrinks(from.server, to.server)) return [ends];
  const there = foreseen.viewFor(to);
  const parts = roomParts(there, at, tested, keyOfVcpu(to.server));
  if (change.kind !== 'reshaped' || bearsOwnPeriodEnd(there, from.server)) return [...parts, ends];
  const quiet = quietOf(there, from.server, at);
  // A run may find meanwhile that both fit together, and wait for the end of the period.
  const atMost = quiet === null ? null : quiet + from.server.period;
  return [...parts, { kind: 'quiet', place: elementOf(there.place), atMost }];
}

/** The wait for room that no order of the changes makes for sure. */
export function noRoom(change: VcpuChange): readonly WaitPart[] {
  if (change.kind === 'leaves') return [];
  return [{ kind: 'room', place: elementOf(change.to.place), by: 'quiet', atMost: null }];
}

/** Whether a new period can begin as the old one ends: by the row, or since both fit together. */
function bearsOwnPeriodEnd({ place, present, leaving, yet }: PlaceView, old: HostServer): boolean {
  const releases = releasesAt(place);
  // The old interface breaks ties first, as it does in a run.
  const all = [old, ...withOld(present, yet), ...leaving.map(({ server }) => server)];
  if (releases.includes('at-once')) return true;
  if (releases.includes('period-end') && all.every(isImplicit)) return true;
  return placePasses(place, all);
}

/** The bound of a quiet instant of a place with an old interface; `null` where there is none. */
function quietOf(
  { place, present, leaving, yet, settled }: PlaceView,
  old: HostServer,
  at: number,
): number | null {
  const others = present.filter((server) => keyOfVcpu(server) !== keyOfVcpu(old));
  const quiet = quietAt(place, [...withOld(withLarger(others, leaving), yet), old]);
  return quiet === null || settled === null ? null : Math.max(0, settled - at) + quiet;
}

/** Whether a server of the same shape becomes smaller: nothing of it becomes larger. */
function shrinks(from: HostServer, to: HostServer): boolean {
  return larger(from, to) === from;
}
