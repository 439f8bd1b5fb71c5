import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzeVcpu } from '../../../scheduling/guest/analyze-vcpu.ts';
import type { VcpuProblem } from '../../../scheduling/guest/problem.ts';
import { largestWcet, smallestPeriod } from '../../../scheduling/guest/tolerances.ts';
import type { GuestPolicy, Task } from '../../../scheduling/model/model.ts';
import { runs } from '../../support/runs.ts';
import { task } from '../../support/systems.ts';
import { FULL, problem } from './problems.ts';
import { fixedPriorityPolicy, periodicResource, smallTasks } from './small-systems.ts';

const problems: fc.Arbitrary<VcpuProblem> = fc
  .record({
    policy: fc.oneof(fc.constant<GuestPolicy>({ kind: 'EDF' }), fixedPriorityPolicy),
    tasks: smallTasks({ jitter: true, blocking: true }),
    supply: periodicResource,
  })
  .map(({ policy, tasks, supply }) => {
    return { ...problem('EDF', supply, tasks), policy };
  });

/** The steps of the grid on which numbers are looked for. */
const grids = fc.constantFrom(1, 2, 3, 7);

function proven(problem: VcpuProblem, change: (task: Task) => Task): boolean {
  const [first, ...others] = problem.tasks;
  if (first === undefined) throw new Error('no task');
  return (
    analyzeVcpu({ ...problem, tasks: [change(first), ...others] }).verdictOfAll.kind ===
    'schedulable'
  );
}

function withPeriod(period: number): (task: Task) => Task {
  return (one) => ({
    ...one,
    period,
    deadline: one.deadline === one.period ? period : one.deadline,
  });
}

describe('what a task could be', () => {
  test('has the largest wcet that a scan of all finds', () => {
    fc.assert(
      fc.property(problems, grids, (problem, grid) => {
        const deadline = problem.tasks[0]?.deadline ?? 0;
        let largest: number | null = null;
        for (let wcet = grid; wcet <= deadline; wcet += grid) {
          if (proven(problem, (one) => ({ ...one, wcet }))) largest = wcet;
        }
        expect(largestWcet(problem, 't0', grid)).toBe(largest);
      }),
      { numRuns: runs(500) },
    );
  });

  test('has the smallest period that a scan of all finds, in whatever order it puts the tasks', () => {
    fc.assert(
      fc.property(problems, grids, (problem, grid) => {
        const found = smallestPeriod(problem, 't0', grid);
        const least = Math.ceil((problem.tasks[0]?.wcet ?? 1) / grid);
        const scanned = Array.from({ length: 400 }, (_, step) => (least + step) * grid);
        const smallest = scanned.find((period) => proven(problem, withPeriod(period))) ?? null;
        if (found === null || smallest !== null) expect(found).toBe(smallest);
        else
          expect(
            proven(problem, withPeriod(found)) && !proven(problem, withPeriod(found - grid)),
          ).toBe(true);
      }),
      { numRuns: runs(300) },
    );
  });

  test.each([
    ['a longer one', [task('a', 3, 1, { deadline: 1 }), task('b', 3, 1)]],
    ['an equal one', [task('b', 3, 1), task('a', 3, 1, { deadline: 1 })]],
  ])('has a period with which it comes first, where %s would put it last', (_, tasks) => {
    const guest = problem('RM', FULL, tasks);
    expect(smallestPeriod(guest, 'a', 1)).toBe(2);
  });

  test('has a period on a coarse grid with which it comes first', () => {
    const guest = problem('RM', FULL, [task('a', 2, 1, { deadline: 1 }), task('b', 20, 1)]);
    expect(smallestPeriod(guest, 'a', 3)).toBe(3);
  });

  test('is a multiple of the grid', () => {
    const guest = problem('EDF', FULL, [task('a', 100, 33), task('b', 70, 20)]);
    expect(largestWcet(guest, 'a', 10)).toBe(70);
    expect(smallestPeriod(guest, 'b', 10)).toBe(30);
  });

  test('has none where others fail by themselves', () => {
    const guest = problem('RM', FULL, [task('a', 100, 1), task('b', 10, 9, { deadline: 8 })]);
    expect(largestWcet(guest, 'a', 1)).toBeNull();
    expect(smallestPeriod(guest, 'a', 1)).toBeNull();
  });
});
