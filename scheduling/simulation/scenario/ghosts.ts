import type { Release } from '../../model/changes/change-wait.ts';
import { isImplicit, type Proofs } from '../../scenario/changes/places/places.ts';
import { bears } from '../../scenario/changes/places/stands-on.ts';
import type { OfStay } from '../../scenario/changes/places/stays.ts';
import type { Engine } from '../engine/engine.ts';
import type { HostPool } from '../engine/pool.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';

/** A server that stopped, or an old interface, still counted at its place. Times are in ns. */
export interface Ghost extends OfStay {
  readonly vcpu: number;
  /** The instant of each release that a machine may have; that of a quiet one is not known. */
  readonly at: Readonly<Record<Release, number>>;
}

/** Whether a period of the VCPU has begun and goes on. */
export function isWithinPeriod(engine: Engine, vcpu: VcpuState): boolean {
  const end = engine.slots.timeOf(vcpu.replenishSlot);
  return end > engine.now && end < Infinity;
}

/**
 * The instants at which a VCPU that stops now would be released. Without switch costs what it has
 * used of its budget decides when its period has paid for it.
 */
export function releasesOf(engine: Engine, vcpu: VcpuState, pool: HostPool): Ghost['at'] {
  const { now, slots } = engine;
  const begun = isWithinPeriod(engine, vcpu);
  const end = begun ? slots.timeOf(vcpu.replenishSlot) : now;
  const start = end - vcpu.period;
  const deadline = begun ? start + vcpu.delta : now;
  const free = engine.machineOf(vcpu).switchCosts.length === 0;
  const used = vcpu.theta - vcpu.budget;
  const paid = free ? start + Math.ceil((used * vcpu.period) / vcpu.theta) : end;
  let window = now;
  for (const other of engine.vcpus) {
    if (other === vcpu || !other.active || other.theta === 0 || other.hostPool !== pool) continue;
    const next = slots.timeOf(other.replenishSlot);
    if (next > now && next < Infinity) window = Math.max(window, next - other.period + other.delta);
  }
  return {
    quiet: Infinity,
    'period-end': begun ? Math.max(now, Math.min(end, paid)) : now,
    window,
    density: Math.max(now, deadline),
    'at-once': now,
  };
}

/** The release that a ghost has had by now; `null` while it counts. */
export function releasedNow(
  ghost: Ghost,
  releases: readonly Release[],
  proofs: Proofs,
  now: number,
): Release | null {
  const all = { ...proofs, implicit: proofs.implicit && isImplicit(ghost.server) };
  return releases.find((release) => ghost.at[release] <= now && bears(release, all)) ?? null;
}

/** The next instant at which one of some ghosts may be released, in ns; Infinity without one. */
export function nextRelease(
  ghosts: readonly Ghost[],
  releases: readonly Release[],
  now: number,
): number {
  let next = Infinity;
  for (const { at } of ghosts)
    for (const release of releases) if (at[release] > now) next = Math.min(next, at[release]);
  return next;
}
