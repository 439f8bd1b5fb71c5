import { smallestBudget } from '../../scheduling/guest/smallest-budget.ts';
import type { GuestPolicy, Task } from '../../scheduling/model/model.ts';
import { task } from '../../test/support/systems.ts';
import { type Benchmark, medianTime } from './benchmark.ts';
import { uniform } from './workloads/uniform.ts';

const MICROSECOND = 1_000;

/**
 * The search for the smallest budget of one VCPU with a thousand tasks, for which the field's
 * reference tool needs a minute.
 */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'analysis/min-budget-edf-1000',
    unit: 'ms',
    goal: 50,
    run: () => measure({ kind: 'EDF' }),
  },
  {
    name: 'analysis/min-budget-fp-1000',
    unit: 'ms',
    goal: 100,
    run: () => measure({ kind: 'RM' }),
  },
];

function measure(policy: GuestPolicy): number {
  const problem = {
    policy,
    kernelLatency: 0,
    taskSwitch: 0,
    tasks: thousandTasks(),
    server: 'periodic',
    period: 500 * MICROSECOND,
    deadline: 500 * MICROSECOND,
    resolution: MICROSECOND,
  } as const;
  const found = smallestBudget(problem);
  if (found.kind !== 'found') throw new Error(`no smallest budget to measure: ${found.reason}`);
  return medianTime(31, 30, () => {
    smallestBudget(problem);
  });
}

/**
 * A thousand tasks with a total utilization of 0.6 and periods from 1,000 to 72,000 µs, evenly on a
 * logarithmic scale.
 */
function thousandTasks(): Task[] {
  const random = uniform(20_240_601);
  const shares = Array.from({ length: 1_000 }, () => 0.2 + random());
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share, index) => {
    const period = Math.round(1_000 * 72 ** random()) * MICROSECOND;
    const wcet = Math.ceil((0.6 * share * period) / sum);
    return task(`t${index}`, period, wcet);
  });
}
