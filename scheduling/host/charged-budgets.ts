import type { MachineAnalysis, VcpuName } from '../model/analysis.ts';
import type { CompletedDomain, CompletedMachine, CompletedVcpu } from '../model/completed.ts';
import { traitsOf } from '../model/policies.ts';
import { preemptions } from './global/global-loads.ts';
import { analyzeMachine } from './machine.ts';
import { dearestSwitches } from './overhead.ts';
import { type HostServer, hostServers } from './server.ts';
import { keyOfVcpu, vcpuKey } from './vcpu-name.ts';

/**
 * A VCPU's budget under a hypervisor that charges a switch to the VCPU that comes in:
 * `Θ + (n + k)·δin`. Times are in ns.
 */
export interface ChargedBudget extends VcpuName {
  readonly period: number;
  /** The net budget `Θ`, which the guest gets. */
  readonly net: number;
  /** How often the VCPU can start in a period, `n`. */
  readonly starts: number;
  /** How often it can be preempted in a period, and comes in again, `k`. */
  readonly preemptions: number;
  /** The dearest switch into the VCPU, `δin`. */
  readonly switchIn: number;
  /** The budget to set, rounded up to what the policy counts in; it may exceed the period. */
  readonly budget: number;
}

/**
 * The budgets that a machine's VCPUs need where each switch is charged to the VCPU that comes in,
 * as Xen's RTDS does: it counts from the decision to switch. VCPUs without a budget are left out.
 */
export function chargedBudgets(machine: CompletedMachine): readonly ChargedBudget[] {
  const servers = hostServers(machine).servers.filter(({ budget }) => budget > 0);
  const step = traitsOf(machine.policy).grid?.step ?? 1;
  return servers.map((server): ChargedBudget => {
    const { domain, vcpu, period, budget: net, starts } = server;
    const others = servers.filter((other) => other !== server).map(({ running }) => running);
    const switchIn = dearestSwitches(machine.switchCosts, server.running, others).into;
    const again = preemptions({ ...server, deadline: period }, othersOf(server, servers));
    const charge = switchIn === 0 ? 0 : (starts + again) * switchIn;
    const budget = Math.ceil((net + charge) / step) * step;
    return { domain, vcpu, period, net, starts, preemptions: again, switchIn, budget };
  });
}

function othersOf(server: HostServer, servers: readonly HostServer[]): readonly HostServer[] {
  return servers.filter((other) => other !== server);
}

/**
 * Whether a machine serves these budgets. All switches are in them, so that none is charged again;
 * what a guest asks for is taken for any work, since switches use the budget up, too.
 */
export function proveCharged(
  machine: CompletedMachine,
  charged: readonly ChargedBudget[],
): MachineAnalysis {
  const budgets = new Map(charged.map((each) => [keyOfVcpu(each), each.budget]));
  const domains = machine.domains.map(
    (domain): CompletedDomain => ({
      ...domain,
      vcpus: domain.vcpus.map(
        (vcpu): CompletedVcpu => ({
          ...vcpu,
          budget: budgets.get(vcpuKey(domain.name, vcpu.name)) ?? vcpu.budget,
        }),
      ),
    }),
  );
  return analyzeMachine({ ...machine, domains, switchCosts: [] }, []);
}
