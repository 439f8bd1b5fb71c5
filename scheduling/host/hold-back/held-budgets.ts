import type { Steps } from '../../arithmetic/steps.ts';
import type { Order } from '../../model/order.ts';
import type { HostServer } from '../server.ts';

/** A VCPU that others can keep waiting: its window is `[0, deadline]` from its replenishment on. */
export interface Victim {
  readonly server: HostServer;
  readonly order: Order;
}

/** One budget of a VCPU that holds it back, as far as it lies in the victim's window. */
export interface HeldBudget {
  readonly holder: number;
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

/** Whether a VCPU can come before the victim at all. */
export function comesFirst(other: HostServer, { server, order }: Victim): boolean {
  if (other === server) return false;
  if (order === 'absolute-deadline') return true;
  const [rank, own] = [rankOf(other, order), rankOf(server, order)];
  return rank < own || (rank === own && other.order < server.order);
}

function rankOf(server: HostServer, order: Exclude<Order, 'absolute-deadline'>): number {
  switch (order) {
    case 'period':
      return server.period;
    case 'deadline':
      return server.deadline;
    case 'priority':
      return -server.priority;
  }
}

/**
 * The latest deadline with which a budget of another VCPU precedes the victim's. Under EDF a later
 * declared VCPU needs an earlier deadline, for ties go to the one declared first.
 */
export function latestDeadline(other: HostServer, { server, order }: Victim): number {
  if (order !== 'absolute-deadline') return Number.POSITIVE_INFINITY;
  return other.order < server.order ? server.deadline : server.deadline - 1;
}

/**
 * The budgets that precede the victim's in its window, by the phases of their VCPUs. Each is whole
 * when the window begins, for its guest has asked for nothing before.
 */
export function heldBudgets(
  victim: Victim,
  holders: readonly HostServer[],
  phases: readonly number[],
  steps: Steps,
): readonly HeldBudget[] {
  const end = victim.server.deadline;
  const budgets: HeldBudget[] = [];
  for (const [holder, server] of holders.entries()) {
    const { period, deadline, budget } = server;
    const latest = latestDeadline(server, victim);
    for (let start = phases[holder] ?? 0; start < end; start += period) {
      steps.spend(1);
      const due = start + deadline;
      if (due > latest) break;
      if (due <= 0) continue;
      budgets.push({ holder, from: Math.max(0, start), to: Math.min(due, end), amount: budget });
    }
  }
  return budgets;
}

/**
 * The phase of a VCPU that is due at `due`, or whole periods earlier or later, whose budget is
 * whole at the start of the run if possible.
 */
export function phaseDueAt({ period, deadline }: HostServer, due: number): number {
  const after = (((due - deadline) % period) + period) % period;
  const before = after - period;
  return after === 0 || before + deadline <= 0 ? after : before;
}
