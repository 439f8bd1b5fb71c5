import { demandBound } from '../demand/demand-bound.ts';
import { guestDemand } from '../demand/guest-demand.ts';
import type { VcpuProblem } from '../guest/problem.ts';
import type { SupplyFunction } from '../supply/supply-function.ts';
import type { JobsTerm } from './derivation-step.ts';
import type { DemandStep } from './guest-step.ts';
import { supplyAt } from './supply-steps.ts';

/** Demand under EDF in a window of length `t` against supply. */
export function demandSteps(
  problem: VcpuProblem,
  supply: SupplyFunction,
  t: number,
): readonly DemandStep[] {
  const columns = guestDemand(problem, 'safe');
  const terms: JobsTerm[] = [];
  let held = 0;
  problem.tasks.forEach(({ name, period, deadline, jitter }, index) => {
    const since = t + jitter - deadline;
    if (since < 0) return;
    terms.push({ jobs: Math.floor(since / period) + 1, cost: columns.cost[index] ?? 0, name });
    held = Math.max(held, columns.blocking[index] ?? 0);
  });
  const demand = demandBound(columns).at(t);
  const given = supply.sbf(t);
  return [
    { kind: 'demand', time: t, terms, held, demand },
    { kind: 'supply-at', supply: supplyAt(problem.supply.safe, t, given) },
    { kind: 'comparison', demand, supply: given },
  ];
}
