import type { Limits } from '../arithmetic/limits.ts';
import { countSteps, type Steps, withinSteps } from '../arithmetic/steps.ts';
import { busyPeriod } from '../demand/busy-period.ts';
import { demandBound } from '../demand/demand-bound.ts';
import { guestDemand } from '../demand/guest-demand.ts';
import { priorityLevels } from '../demand/levels.ts';
import type { TaskColumns } from '../demand/task-columns.ts';
import { compareUtilization } from '../demand/utilization.ts';
import { outsideDomain } from '../guest/domain-of-validity.ts';
import { fixedPriorityTest } from '../guest/fixed-priority/fixed-priority-test.ts';
import type { VcpuProblem } from '../guest/problem.ts';
import { isEdf } from '../model/guest-policies.ts';
import type { SupplyFunction } from '../supply/supply-function.ts';
import { firstUnits } from './first-units.ts';
import type { Neighborhood } from './neighborhood.ts';
import { supplyBeside } from './supply-beside.ts';

/** The second verdict on the tasks of a VCPU: what holds beside the neighbors that are written. */
export interface Beside {
  /** The supply that the tasks were judged on, to be asked within some steps. */
  readonly supply: (steps: Steps) => SupplyFunction;
  /** The time from a replenishment by which the whole budget has come, in ns. */
  readonly budgetBy: number;
  /** The tasks in the order declared. */
  readonly tasks: readonly TaskBeside[];
}

/** A task that is not proven to hold may still never miss. */
interface TaskBeside {
  readonly holds: boolean;
  /** An upper bound of its response time in ns; `null` under EDF, or if there is none. */
  readonly response: number | null;
}

/** The steps of one VCPU's second verdict, which takes some ten ms on a slow core. */
const STEPS = 2_000_000;

/**
 * The tasks of a VCPU beside its neighbors. It trusts the neighbors' budgets, not their tasks, and
 * every neighbor may be late to its budget as its own test allows. It proves that tasks hold, never
 * that they miss. Sources: Davis & Burns, RTSS 2005, and Spuri 1996 for what neighbors take; the
 * tests are those of one VCPU's tasks on another supply.
 */
export function besideNeighbors(
  hood: Neighborhood,
  problem: VcpuProblem,
  limits: Limits = {},
): Beside | null {
  const steps = countSteps({ steps: STEPS, ...limits });
  const columns = guestDemand(problem, 'safe');
  const { period, budget } = hood.own;
  const bandwidth = { numerator: budget, denominator: period };
  if (outsideDomain(problem) !== null || compareUtilization(columns, bandwidth) > 0) return null;
  return withinSteps((): Beside | null => {
    const first = firstUnits(hood, steps);
    const supply = supplyBeside(hood, problem, steps, first);
    const tasks = isEdf(problem.policy)
      ? byDeadlines(columns, supply, steps)
      : byPriorities(problem, columns, supply, steps);
    return {
      supply: (within) => supplyBeside(hood, problem, within),
      budgetBy: first(budget),
      tasks,
    };
  }, null);
}

/** Response-time analysis of fixed priorities, or of RR. */
function byPriorities(
  { policy, tasks }: VcpuProblem,
  columns: TaskColumns,
  supply: SupplyFunction,
  steps: Steps,
): readonly TaskBeside[] {
  const levels = priorityLevels(policy, tasks, columns, 'safe');
  const found: TaskBeside[] = new Array(tasks.length);
  fixedPriorityTest(levels, supply, steps).forEach(({ kind, response }, row) => {
    found[levels.columns.source[row] ?? 0] = { holds: kind === 'accepted', response };
  });
  return found;
}

/**
 * Processor demand within the longest stretch of work, which begins where supply is measured from:
 * all tasks hold iff each demand is served by its deadline (Baruah, Rosier & Howell 1990).
 */
function byDeadlines(
  columns: TaskColumns,
  supply: SupplyFunction,
  steps: Steps,
): readonly TaskBeside[] {
  const demand = demandBound(columns);
  const all = (holds: boolean) => Array.from(columns.cost, () => ({ holds, response: null }));
  if ((demand.begin[0] ?? 1) <= 0) return all(false);
  const end = busyPeriod(columns, supply, steps);
  if (!Number.isFinite(end)) return all(false);
  for (let t = demand.stepBefore(end + 1); t >= 0; t = demand.stepBefore(t)) {
    steps.spend(columns.count);
    if (supply.inverse(demand.at(t)) > t) return all(false);
  }
  return all(true);
}
