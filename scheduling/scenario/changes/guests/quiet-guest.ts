import { leastSolution } from '../../../arithmetic/least-solution.ts';
import { countSteps, type Steps, withinSteps } from '../../../arithmetic/steps.ts';
import { guestLoad, tasksOn } from '../../../choose/guest-problem.ts';
import type { Prover } from '../../../choose/prover.ts';
import { costWithSwitches } from '../../../demand/guest-demand.ts';
import type { GuestLoad } from '../../../guest/problem.ts';
import type { CompletedDomain } from '../../../model/completed.ts';
import type { Task } from '../../../model/model.ts';
import type { Supply } from '../../../supply/supply.ts';
import { HORIZON, type SupplyFunction, supplyFunction } from '../../../supply/supply-function.ts';

/** A task that stays in a guest: `next` is the time to its next earliest nominal release, in ns. */
export interface StayingTask {
  readonly cost: number;
  readonly period: number;
  readonly jitter: number;
  readonly next: number;
}

/**
 * The longest time to the next quiet instant of a guest on one VCPU, in ns: the least `t` with
 * `pending + Σ ⌈max(0, t + J − n)/T⌉·C ≤ sbf(t)`, where `pending` is the work that is there now,
 * that of leaving tasks too. `null` without a bound, where the tasks that stay use the bandwidth up
 * or the bound lies beyond the horizon.
 */
export function quietInGuest(
  pending: number,
  staying: readonly StayingTask[],
  supply: SupplyFunction,
  steps: Steps,
): number | null {
  const { numerator, denominator } = supply.bandwidth;
  let share = 0;
  for (const { cost, period } of staying) share += cost / period;
  // A guest that uses its VCPU up has no bound. Rounding decides for no bound.
  if (share >= (numerator / denominator) * (1 - (staying.length + 4) * Number.EPSILON)) return null;
  const served = (t: number): number => {
    let work = pending;
    for (const { cost, period, jitter, next } of staying)
      work += Math.ceil(Math.max(0, t + jitter - next) / period) * cost;
    return supply.inverse(work);
  };
  const found = leastSolution(served, 0, HORIZON, staying.length + 1, steps);
  return Number.isFinite(found) ? found : null;
}

/**
 * The same where nothing is known of the run: every task has as many jobs pending as can be before
 * their deadlines, and releases the next at once. Domain: no job is late.
 */
function quietInAnyRun(
  load: GuestLoad,
  leaving: readonly Task[],
  supply: SupplyFunction,
  steps: Steps,
): number | null {
  let pending = load.kernelLatency;
  for (const task of [...load.tasks, ...leaving])
    pending += Math.ceil(task.deadline / task.period) * costWithSwitches(load, task);
  const staying = load.tasks.map((task) => ({
    ...{ cost: costWithSwitches(load, task), period: task.period, jitter: task.jitter, next: 0 },
  }));
  return quietInGuest(pending, staying, supply, steps);
}

/** The same for the tasks of a domain that one of its VCPUs serves, and those that leave there. */
export function quietOnVcpu(
  { limits }: Prover,
  domain: CompletedDomain,
  leaving: readonly Task[],
  { name, supply }: { readonly name: string; readonly supply: Supply },
): number | null {
  const found = supplyFunction(supply);
  if (found === null) return null;
  const load = guestLoad(domain, tasksOn(domain, name));
  const gone = tasksOn({ ...domain, tasks: leaving }, name);
  const steps = countSteps(limits);
  return withinSteps(() => quietInAnyRun(load, gone, found, steps), null);
}
