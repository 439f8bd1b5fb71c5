import type { GuestPolicy } from './model.ts';
import type { Order } from './order.ts';

export type GuestKind = GuestPolicy['kind'];

/** The policy of one kind, with its parameters. */
export type GuestPolicyOf<Kind extends GuestKind> = GuestPolicy & { readonly kind: Kind };

/** The order of tasks; `turns` ranks none before another. */
export type GuestOrder = Order | 'turns';

/** The properties of a guest's policy. */
interface GuestTraits {
  readonly order: GuestOrder;
  /**
   * The order of tasks that are equal: the one declared first, the one whose job came first, or in
   * turns of a quantum.
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

/** The policies by name, in the order of the table. */
export const guestKinds = Object.keys(guestPolicies) as readonly GuestKind[];

/** The policy of a guest that writes no scheduler, by whether some of its tasks have priorities. */
export function defaultGuestPolicy(priorities: boolean): GuestPolicy {
  return { kind: priorities ? 'FIFO' : 'EDF' };
}

/** The policy that orders tasks by their priorities alone. */
export const explicitPriorities: GuestPolicy = { kind: 'FP' };

/** The order of the guest's tasks. */
export function guestOrder(policy: GuestPolicy): GuestOrder {
  return guestPolicies[policy.kind].order;
}

/** Whether jobs are ordered by their absolute deadlines. */
export function isEdf(policy: GuestPolicy): boolean {
  return guestOrder(policy) === 'absolute-deadline';
}

/** Whether every task needs a `priority`. */
export function needsPriorities(kind: GuestKind): boolean {
  return guestPolicies[kind].order === 'priority';
}

/** The length of a task's turn, in ns; `null` if tasks do not take turns. */
export function quantumOf(policy: GuestPolicy): number | null {
  return 'quantum' in policy ? policy.quantum : null;
}
