import type { GuestPolicy } from './model.ts';
import type { Order } from './order.ts';

export type GuestKind = GuestPolicy['kind'];

/** What decides which task runs; `turns`: none comes before another. */
export type GuestOrder = Order | 'turns';

/** What holds of a guest's policy, whoever asks. */
interface GuestTraits {
  readonly order: GuestOrder;
  /**
   * Who comes first of tasks that are equal in that order: the one declared first, the one whose
   * job came first, or each for a quantum.
   */
  readonly equals: 'declared' | 'first-come' | 'turns';
}

/** The policies by which a guest orders its tasks. */
export const guestPolicies: Readonly<Record<GuestKind, GuestTraits>> = {
  EDF: { order: 'absolute-deadline', equals: 'first-come' },
  RM: { order: 'period', equals: 'declared' },
  DM: { order: 'deadline', equals: 'declared' },
  FP: { order: 'priority', equals: 'first-come' },
  FIFO: { order: 'priority', equals: 'first-come' },
  RR: { order: 'turns', equals: 'turns' },
} satisfies Record<GuestKind, GuestTraits>;

/** What the guest's tasks are ordered by. */
export function guestOrder(policy: GuestPolicy): GuestOrder {
  return guestPolicies[policy.kind].order;
}

/** Whether jobs are ordered by their absolute deadlines. */
export function isEdf(policy: GuestPolicy): boolean {
  return guestOrder(policy) === 'absolute-deadline';
}

/** How long a task's turn lasts, in ns; `null` where tasks do not take turns. */
export function quantumOf(policy: GuestPolicy): number | null {
  return 'quantum' in policy ? policy.quantum : null;
}
