import type { CompletedVcpu } from '../../../model/completed.ts';
import { hasServers, traitsOf } from '../../../model/policies.ts';
import { leavesWhenQuiet } from '../../../scenario/changes/guests/move-instants.ts';
import type { PeriodicResource } from '../../../supply/supply.ts';
import type { Engine } from '../../engine/engine.ts';
import type { VcpuState } from '../../engine/state/vcpu-state.ts';
import type { ComingDomain, InterfaceChange } from '../changes.ts';
import { type GuestPlaces, resourceOf, sameSupply } from '../guest-places.ts';
import { inForce } from '../interface.ts';
import { isGuestQuiet, isWithoutTasks } from '../quiet.ts';
import { machineRow } from '../servers-now.ts';

/** Whether a guest bears a change: at any time, while it is quiet, or not yet. */
export type Bears = 'now' | 'if-quiet' | 'not-now';

/** Whether a guest bears another interface of a VCPU, now or only while it is quiet. */
function guestBears(
  engine: Engine,
  guests: GuestPlaces,
  vcpu: VcpuState,
  old: PeriodicResource | null,
  next: PeriodicResource | null,
): Bears {
  if (old === null || next === null) return 'now';
  const onlyQuiet = runsOnSeveral(vcpu) || guests.isUncounted(engine, vcpu.guestPool);
  if (sameSupply(old, next)) {
    if (next.budget >= old.budget) return 'now';
    if (onlyQuiet) return 'if-quiet';
    return guests.bearsLess(engine, vcpu, next) ? 'now' : 'not-now';
  }
  if (onlyQuiet) return 'if-quiet';
  return guests.bearsMixture(engine, vcpu, next) ? 'now' : 'not-now';
}

/**
 * Whether a guest bears a change of its interface. One that has leave to wait, and is not borne
 * though all that was before is over, waits until the guest is quiet.
 */
export function changeBears(
  engine: Engine,
  guests: GuestPlaces,
  { vcpu, whenQuiet }: InterfaceChange,
  old: PeriodicResource | null,
  next: PeriodicResource | null,
): Bears {
  const bears = guestBears(engine, guests, vcpu, old, next);
  const waits = whenQuiet === true && guests.isSettled(vcpu.guestPool);
  return bears === 'not-now' && waits ? 'if-quiet' : bears;
}

/** Whether a guest bears to have a VCPU on another machine. */
export function moveBears(
  engine: Engine,
  guests: GuestPlaces,
  vcpu: VcpuState,
  to: CompletedVcpu,
  machine: number,
): Bears {
  const old = resourceOf(engine, vcpu, inForce(engine, vcpu));
  const next = resourceOf(engine, vcpu, to, machine);
  // A guest without tasks would always be quiet, and leave in the middle of a period.
  if (isWithoutTasks(engine, vcpu.guestPool)) return 'now';
  if (old !== null && next !== null) {
    if (sameSupply(old, next) && old.budget === next.budget) return 'now';
    return runsOnSeveral(vcpu) ? 'if-quiet' : guestBears(engine, guests, vcpu, old, next);
  }
  const source = traitsOf(engine.machineOf(vcpu).policy).gives;
  const target = traitsOf(machineRow(engine, machine).machine.policy).gives;
  const who = leavesWhenQuiet[source][target];
  return who === 'all' || (who === 'global' && runsOnSeveral(vcpu)) ? 'if-quiet' : 'now';
}

/** Whether the VCPU's guest schedules its tasks globally, over several VCPUs. */
function runsOnSeveral({ guestPool }: VcpuState): boolean {
  return guestPool.places.length > 1;
}

/** Whether a domain that is to move cannot yet: it has to be quiet, or needs room. */
export function hasToStay(
  engine: Engine,
  guests: GuestPlaces,
  { machine, vcpus }: ComingDomain,
): boolean {
  if (hasServers(machineRow(engine, machine).machine.policy)) return true;
  return vcpus.some(
    ({ vcpu, to }) =>
      vcpu.active &&
      moveBears(engine, guests, vcpu, to, machine) === 'if-quiet' &&
      !isGuestQuiet(engine, vcpu.guestPool),
  );
}
