import { priorityGroups } from '../demand/priority-groups.ts';
import { guestOrder, isEdf } from '../model/guest-policies.ts';
import type { Doubt } from '../model/reason.ts';
import type { GuestLoad } from './problem.ts';

/**
 * The doubt of a load between the two sides of its test: what the safe side charges. Switches, of
 * tasks or into windows, come before all else.
 */
export function chargedDoubt(load: GuestLoad, sameSupply: boolean): Doubt {
  const { policy, tasks, taskSwitch } = load;
  if (taskSwitch > 0 || !sameSupply) return 'not-with-overheads';
  if (guestOrder(policy) === 'turns') return 'not-in-turns';
  const equals = !isEdf(policy) && priorityGroups(policy, tasks).some((group) => group.length > 1);
  return equals ? 'not-with-equals' : 'not-with-blocking';
}
