import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countSteps } from '../../../scheduling/arithmetic/steps.ts';
import { guestDemand } from '../../../scheduling/demand/guest-demand.ts';
import { priorityLevels } from '../../../scheduling/demand/levels.ts';
import { completion } from '../../../scheduling/guest/fixed-priority/completion.ts';
import { firstEnds } from '../../../scheduling/guest/fixed-priority/first-ends.ts';
import type { BudgetProblem } from '../../../scheduling/guest/problem.ts';
import { smallestBudget } from '../../../scheduling/guest/smallest-budget.ts';
import type { Task } from '../../../scheduling/model/model.ts';
import { supplyWith } from '../../../scheduling/supply/budget-for.ts';
import { fullSupply } from '../../../scheduling/supply/full-supply.ts';
import { HORIZON } from '../../../scheduling/supply/supply-function.ts';
import { runs } from '../../support/runs.ts';
import { task } from '../../support/systems.ts';
import { judged, openBudget, resource } from './problems.ts';

const drawn = fc.record({
  period: fc.integer({ min: 100, max: 4000 }),
  weight: fc.integer({ min: 1, max: 9 }),
  due: fc.constantFrom(0.8, 1, 1, 1, 1.5),
  jitter: fc.constantFrom(0, 0, 0, 0.1),
  blocking: fc.constantFrom(0, 0, 0, 9),
  priority: fc.integer({ min: 0, max: 12 }),
});

/** Tasks that use a share of a core together. */
const manyTasks = fc
  .tuple(fc.array(drawn, { minLength: 16, maxLength: 30 }), fc.double({ min: 0.1, max: 0.7 }))
  .map(([all, share]) => {
    const whole = all.reduce((sum, { weight }) => sum + weight, 0);
    return all.map(({ period, weight, due, jitter, blocking, priority }, index): Task => {
      const wcet = Math.max(1, Math.floor((period * weight * share) / whole));
      const deadline = Math.floor(due * period);
      const times = { deadline, jitter: Math.floor(jitter * period), blocking, priority };
      return task(`t${index}`, period, wcet, times);
    });
  });

const problems = fc
  .record({
    kind: fc.constantFrom('RM', 'DM', 'FP', 'FIFO'),
    server: fc.constantFrom('periodic', 'deferrable', 'polling'),
    period: fc.integer({ min: 20, max: 200 }),
    tasks: manyTasks,
  } as const)
  .map(({ kind, server, period, tasks }): BudgetProblem => openBudget(kind, server, period, tasks));

test('a guest of many tasks needs the budget that the test accepts, and no step less does', () => {
  const seen = { found: 0, none: 0 };
  fc.assert(
    fc.property(problems, (problem) => {
      const { policy, server, period, tasks } = problem;
      const accepts = (budget: number) =>
        judged(policy.kind, resource(server, period, budget), tasks).verdictOfAll.kind ===
        'schedulable';
      const found = smallestBudget(problem);
      if (found.kind === 'unknown') return;
      seen[found.kind]++;
      if (found.kind === 'none') expect(accepts(period)).toBe(false);
      else expect([accepts(found.budget), accepts(found.budget - 1)]).toEqual([true, false]);
    }),
    { numRuns: runs(300) },
  );
  expect(seen.found).toBeGreaterThan(seen.none);
});

test('lines count the jobs that jitter brings together', () => {
  const late = { jitter: 99 };
  const tasks = [task('a', 100, 20, late), task('b', 100, 20, late), task('c', 1000, 1)];
  const policy = { kind: 'RM' } as const;
  const columns = guestDemand({ policy, tasks, kernelLatency: 0, taskSwitch: 0 }, 'safe');
  const levels = priorityLevels(policy, tasks, columns, 'safe');
  // Two jobs of each before it take 80.
  expect(completion(levels, 2, 1, fullSupply, 0, HORIZON, countSteps())).toBe(81);
  expect(firstEnds(levels).latest(2, fullSupply)).toBeGreaterThanOrEqual(81);
});

test('lines never let a first job end before it does', () => {
  let [close, far] = [0, 0];
  fc.assert(
    fc.property(problems, fc.double({ min: 0.3, max: 1, noNaN: true }), (problem, share) => {
      const { policy, period, tasks } = problem;
      const levels = priorityLevels(policy, tasks, guestDemand(problem, 'safe'), 'safe');
      const supply = supplyWith(problem, Math.max(1, Math.floor(share * period)));
      const ends = firstEnds(levels);
      for (const row of levels.columns.cost.keys()) {
        const latest = ends.latest(row, supply);
        if (!Number.isFinite(latest)) continue;
        const end = completion(levels, row, 1, supply, 0, HORIZON, countSteps());
        expect(latest).toBeGreaterThanOrEqual(end);
        if (latest < 1.5 * end) close++;
        else far++;
      }
    }),
    { numRuns: runs(300) },
  );
  expect(close).toBeGreaterThan(far / 10);
});
