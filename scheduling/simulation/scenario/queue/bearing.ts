import type { CompletedVcpu } from '../../../model/completed.ts';
import { traitsOf } from '../../../model/policies.ts';
import type { PeriodicResource } from '../../../supply/supply.ts';
import type { Engine } from '../../engine/engine.ts';
import type { VcpuState } from '../../engine/state/vcpu-state.ts';
import { type GuestPlaces, resourceOf, sameSupply } from '../guest-places.ts';
import { inForce } from '../interface.ts';
import { isWithoutTasks } from '../quiet.ts';
import { machineRow } from '../servers-now.ts';

/** Whether a guest bears a change: at any time, while it is quiet, or not yet. */
export type Bears = 'now' | 'if-quiet' | 'not-now';

/** Whether a guest bears another interface of a VCPU, now or only while it is quiet. */
export function guestBears(
  engine: Engine,
  guests: GuestPlaces,
  vcpu: VcpuState,
  old: PeriodicResource | null,
  next: PeriodicResource | null,
): Bears {
  if (old === null || next === null) return 'now';
  const onlyQuiet = vcpu.guestPool.places.length > 1 || guests.isUncounted(engine, vcpu.guestPool);
  if (sameSupply(old, next)) {
    if (next.budget >= old.budget) return 'now';
    if (onlyQuiet) return 'if-quiet';
    return guests.bearsLess(engine, vcpu, next) ? 'now' : 'not-now';
  }
  if (onlyQuiet) return 'if-quiet';
  return guests.bearsMixture(engine, vcpu, next) ? 'now' : 'not-now';
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
    return vcpu.guestPool.places.length > 1
      ? 'if-quiet'
      : guestBears(engine, guests, vcpu, old, next);
  }
  const [source, target] = [engine.machineOf(vcpu), machineRow(engine, machine).machine].map(
    ({ policy }) => traitsOf(policy).gives,
  );
  // Where nothing is proven nothing can break, and a whole core is no less than anything.
  if (source === 'shares' || target === 'shares') return 'now';
  if (vcpu.guestPool.places.length > 1) return 'if-quiet';
  return source === 'windows' || target === 'windows' ? 'if-quiet' : 'now';
}
