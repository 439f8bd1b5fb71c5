import { globalLoads } from '../host/global/global-loads.ts';
import { lateDemand } from '../host/global/global-window.ts';
import { carriedDemand } from '../host/load.ts';
import { dearestSwitch } from '../host/overhead.ts';
import { urgencyOrder } from '../host/partitioned/fixed-priority-partitioned.ts';
import type { HostServer } from '../host/server.ts';
import { vcpuLabel } from '../host/vcpu-name.ts';
import type { CompletedMachine } from '../model/completed.ts';
import { fixedOrder } from '../model/policies.ts';
import type { HostStep } from './host-step.ts';

/**
 * The window test of one VCPU on a machine that schedules globally, with the numbers of the VCPUs
 * that can interfere.
 */
export function globalHostSteps(
  machine: CompletedMachine,
  own: HostServer,
  servers: readonly HostServer[],
): readonly HostStep[] {
  const { policy, switchCosts } = machine;
  const cores = machine.cores.length;
  const loads = globalLoads(switchCosts, servers, 'safe');
  const index = servers.indexOf(own);
  const load = loads[index];
  if (load === undefined) return [];
  const fixed = fixedOrder(policy);
  const order = fixed === null ? null : urgencyOrder(loads, fixed);
  const inTheWay = order === null ? [...loads.keys()] : order.slice(0, order.indexOf(index));
  const { deadline, cost, preemptionCost } = load;
  const room = deadline - cost - preemptionCost + 1;
  const taken = inTheWay.flatMap((other) => {
    const [one, server] = [loads[other], servers[other]];
    if (one === undefined || server === undefined || other === index) return [];
    const most = fixed === null ? carriedDemand(one, deadline) : lateDemand(one, deadline);
    return [{ name: vcpuLabel(server), most: Math.min(most, Math.max(0, room)) }];
  });
  const sum = taken.reduce((total, { most }) => total + most, 0);
  const steps: HostStep[] = [];
  if (preemptionCost > 0) {
    const dearest = dearestSwitch(switchCosts, servers);
    const times = preemptionCost / dearest;
    steps.push({ kind: 'preemptions', times, dearest, cost: preemptionCost });
  }
  steps.push({
    kind: 'all-cores',
    fixed: fixed !== null,
    cores,
    room,
    deadline,
    needed: cost + preemptionCost,
    others: taken,
    sum,
  });
  return steps;
}
