import type { SwitchCost } from '../../model/model.ts';
import { dearestSwitch, grossBudget } from '../overhead.ts';
import type { HostServer } from '../server.ts';
import type { GlobalLoad } from './global-window.ts';

/**
 * The servers of a machine as loads under global scheduling. Both switches of a start cost the
 * machine's dearest `δ`, and the VCPU under test pays `p·δ` besides, `p = Σ_{j≠i} n_j·(⌈Δ_i/Π_j⌉ +
 * 1)`: one that is dispatched again pays while other cores are free.
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
    priority: server.priority,
    preemptionCost: dearest === 0 ? 0 : preemptions(server, servers) * dearest,
  }));
}

/** How often others can preempt a server before its deadline. */
function preemptions(server: HostServer, servers: readonly HostServer[]): number {
  let count = 0;
  for (const other of servers) {
    if (other === server || other.budget === 0) continue;
    count += other.starts * (Math.ceil(server.deadline / other.period) + 1);
  }
  return count;
}
