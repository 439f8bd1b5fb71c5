import type { SwitchCost } from '../../model/model.ts';
import { dearestSwitch, grossBudget, precedence } from '../overhead.ts';
import type { HostServer } from '../server.ts';
import type { GlobalLoad } from './global-window.ts';

/**
 * The servers of a machine as loads under global scheduling. A start costs two of the machine's
 * dearest switches `δ`. The VCPU under test also pays `p·δ` with `p = Σ_{j≠i} n_j·(⌈Δ_i/Π_j⌉ + 1)`,
 * for a preempted VCPU pays again while other cores are free. An admission test takes its core
 * without a switch, but its VCPU may preempt one on another core, and some VCPU comes in after it.
 */
export function globalLoads(
  costs: readonly SwitchCost[],
  servers: readonly HostServer[],
  side: 'safe' | 'necessary',
): readonly GlobalLoad[] {
  const dearest = side === 'safe' ? dearestSwitch(costs, servers) : 0;
  return servers.map((server) => ({
    order: server.order,
    period: server.period,
    deadline: server.deadline,
    cost: grossBudget(server, 2 * dearest),
    spentBy: Math.min(server.period, server.deadline + dearest),
    priority: server.priority,
    preemptionCost: dearest === 0 ? 0 : preemptions(server, servers) * dearest,
    ...precedence(server),
  }));
}

/** The number of preemptions by others that a server can suffer before its deadline. */
export function preemptions(server: HostServer, servers: readonly HostServer[]): number {
  let count = 0;
  for (const other of servers) {
    if (other === server || other.budget === 0) continue;
    count += other.starts * (Math.ceil(server.deadline / other.period) + 1);
  }
  return count;
}
