import { globalLoads } from '../host/global/global-loads.ts';
import { lateDemand } from '../host/global/global-window.ts';
import { carriedDemand } from '../host/load.ts';
import { dearestSwitch } from '../host/overhead.ts';
import { urgencyOrder } from '../host/partitioned/fixed-priority-partitioned.ts';
import type { HostServer } from '../host/server.ts';
import { vcpuLabel } from '../host/vcpu-name.ts';
import type { CompletedMachine } from '../model/completed.ts';
import { fixedOrder } from '../model/policies.ts';
import { formatDuration as text } from '../text/duration.ts';
import { type DerivationStep, sumText } from './derivation-step.ts';

/**
 * The window test of one VCPU on a machine that schedules globally, with the numbers of those that
 * can be in its way.
 */
export function globalHostSteps(
  machine: CompletedMachine,
  own: HostServer,
  servers: readonly HostServer[],
): readonly DerivationStep[] {
  const { policy, cores, switchCosts } = machine;
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
  const steps: DerivationStep[] = [];
  if (preemptionCost > 0) {
    const dearest = dearestSwitch(switchCosts, servers);
    steps.push({
      kind: 'worded',
      title: 'What preemptions can cost it before its deadline',
      formula: 'p·δ, p = Σ_{j≠i} n_j·(⌈Δ_i/Π_j⌉ + 1)',
      withNumbers: `${preemptionCost / dearest}·${text(dearest)} = ${text(preemptionCost)}`,
      reference: null,
    });
  }
  const terms = taken.map(({ name, most }) => `${text(most)} (${name})`);
  const [summed, all] = [text(sum), `${cores}·${text(room)} = ${text(cores * room)}`];
  steps.push({
    kind: 'worded',
    title: `What can keep all ${cores === 1 ? '' : `${cores} `}cores from it before its deadline`,
    formula: `${fixed === null ? 'Σ_{j≠i} min(f_j(Δ), X)' : 'Σ_hp min(W_j(Δ), X)'} < m·X, X = Δ − Θ′ − p·δ + 1`,
    withNumbers:
      room < 1
        ? `its deadline of ${text(deadline)} leaves no room for ${text(cost + preemptionCost)}`
        : `${terms.length === 0 ? 'nobody' : sumText(terms)}: ${summed} ${sum < cores * room ? '<' : '≥'} ${all}`,
    reference: 'Bertogna, Cirinei & Lipari 2005/2009',
  });
  return steps;
}
