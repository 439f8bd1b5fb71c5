import { describe, expect, test } from 'vitest';
import { accepts } from '../../../scheduling/guest/accepts.ts';
import { analyzeVcpu } from '../../../scheduling/guest/analyze-vcpu.ts';
import { smallestBudget } from '../../../scheduling/guest/smallest-budget.ts';
import type { Task } from '../../../scheduling/model/model.ts';
import { task } from '../../support/systems.ts';
import { FULL, judged, openBudget, problem, resource } from './problems.ts';

/**
 * Primes near a second. Common multiples of two and more are too large for a walk, or even for a
 * number.
 */
const [P, Q, R] = [999_999_937, 999_999_929, 999_999_893] as const;
const MS = 1_000_000;

function shares(...parts: readonly [number, number][]): Task[] {
  return parts.map(([period, percent], index) =>
    task(`t${index}`, period, Math.floor((period / 100) * percent)),
  );
}

describe('hyperperiods beyond 2^53 ns', () => {
  test.each(['EDF', 'RM', 'DM'] as const)('do not hinder %s below the bandwidth', (kind) => {
    const tasks = shares([P, 20], [Q, 20], [R, 15]);
    expect(judged(kind, resource('periodic', 10 * MS, 8 * MS), tasks).verdict.kind).toBe(
      'schedulable',
    );
    expect(judged(kind, resource('periodic', 10 * MS, 5 * MS), tasks).verdict.kind).toBe(
      'unschedulable',
    );
    const found = smallestBudget(
      openBudget(kind, 'periodic', 10 * MS, tasks, { resolution: 1000 }),
    );
    if (found.kind !== 'found') throw new Error(JSON.stringify(found.reason));
    const one = (budget: number) =>
      judged(kind, resource('periodic', 10 * MS, budget), tasks).verdict.kind;
    expect([one(found.budget), one(found.budget - 1000)]).toEqual(['schedulable', 'unschedulable']);
  });

  test('do not hinder EDF at a utilization of exactly 1 on a core', () => {
    expect(judged('EDF', FULL, [task('a', 2 * P, P), task('b', 2 * Q, Q)]).verdict.kind).toBe(
      'schedulable',
    );
  });

  test('do not hinder EDF at a utilization of exactly the bandwidth, where supply comes late', () => {
    const tasks = [task('a', 4 * P, P), task('b', 4 * Q, Q)];
    const { verdict, test: used } = judged('EDF', resource('periodic', MS, MS / 2), tasks);
    expect([verdict.kind, used.kind]).toEqual(['unschedulable', 'exact']);
  });

  test.each([
    [0, { kind: 'found', budget: MS }],
    [1, { kind: 'unknown', reason: { kind: 'undecided', doubt: 'beyond-horizon' } }],
    [100, { kind: 'none', reason: 'too-little' }],
  ])('give EDF no budget below a utilization of 1, with a deadline %i ns early', (early, found) => {
    const tasks = [task('a', 2 * P, P, { deadline: 2 * P - early }), task('b', 2 * Q, Q)];
    expect(smallestBudget(openBudget('EDF', 'periodic', MS, tasks))).toEqual(found);
  });

  test('leave fixed priorities undecided at exactly the bandwidth, with the reason', () => {
    const tasks = [task('a', 2 * Q, Q), task('b', 2 * P, P, { deadline: 9 * P })];
    const { verdict } = judged('RM', FULL, tasks);
    expect(verdict).toEqual({
      kind: 'unknown',
      reason: { kind: 'not-met', task: 'b', doubt: 'parallel' },
    });
  });

  test('tell apart a utilization and a bandwidth that no floating-point number does', () => {
    // 333 333 333 333 334/10^15 is above a third, and both are 0.333… in every digit that is kept.
    const tasks = [task('a', 1e15, 333_333_333_333_334, { deadline: 1e15 })];
    expect(judged('EDF', resource('periodic', 3, 1), tasks).verdict.kind).toBe('unschedulable');
    expect(judged('RM', resource('periodic', 3, 1), tasks).verdict.kind).toBe('unschedulable');
  });
});

describe('numbers beyond 2^53', () => {
  test('in the demand never make it look small', () => {
    const tasks = Array.from({ length: 30 }, (_, index) => task(`t${index}`, 1e15, 1e15));
    for (const kind of ['EDF', 'RM', 'FIFO', 'RR'] as const) {
      const { verdict, witness } = judged(kind, FULL, tasks);
      expect(verdict.kind).toBe('unschedulable');
      for (const value of [witness?.demand, witness?.supply, witness?.time]) {
        expect(value === undefined || Number.isSafeInteger(value)).toBe(true);
      }
    }
  });

  test('of parameters are refused, not rounded', () => {
    const { verdict } = judged('EDF', FULL, [task('a', 2e15, 1)]);
    expect(verdict).toEqual({
      kind: 'unknown',
      reason: { kind: 'task-not-a-time', task: 'a', parameter: 'period', value: 2e15 },
    });
  });
});

test('a utilization barely above the bandwidth is refused without walking to where demand passes supply', () => {
  const tasks = [task('a', 41_986_000, 25_191_600, { deadline: 63_398_860 })];
  const guest = problem('EDF', resource('periodic', 5_998_000, 3_598_798, 3_598_800), tasks);
  expect(accepts(guest, { steps: 10_000 })).toBe(false);
  expect(analyzeVcpu(guest, { steps: 10_000 }).verdict.kind).toBe('unschedulable');
  const open = openBudget('EDF', 'periodic', 5_998_000, tasks, {
    deadline: 3_598_800,
    resolution: 7,
  });
  expect(smallestBudget(open).kind).toBe('none');
});

test.each(['RM', 'FP', 'FIFO', 'RR'] as const)(
  'under %s it is refused too, without a window where the miss is too far away to be walked to',
  (kind) => {
    // Each 30 ms bring 1 ns more than is supplied.
    const tasks = [
      task('a', 10 * MS, 4 * MS, { deadline: 200 * MS }),
      task('b', 30 * MS, 3 * MS + 1, { deadline: 200 * MS }),
    ];
    const guest = problem(kind, resource('periodic', 10 * MS, 5 * MS), tasks);
    const { verdict, witness } = analyzeVcpu(guest, { steps: 10_000 });
    expect(verdict).toEqual({
      kind: 'unschedulable',
      reason: expect.objectContaining({ shortage: { kind: 'long-run' } }),
    });
    expect(witness).toBe(null);
  },
);

// By hand: 1 ms has to come within 7 ms, so the longest gap, 2Π − 2Θ, is at most 6 ms.
test.each(['EDF', 'RM'] as const)(
  'the smallest budget of a period far above the tasks’, under %s, takes few steps',
  (kind) => {
    const period = 999_999_999 * MS;
    const tasks = [task('a', 10 * MS, MS), task('b', 7 * MS, MS)];
    const problem = openBudget(kind, 'deferrable', period, tasks, { resolution: 1000 });
    expect(smallestBudget(problem, { steps: 50_000 })).toEqual({
      kind: 'found',
      budget: period - 3 * MS,
    });
  },
);

describe('a test that takes too long', () => {
  const many = Array.from({ length: 200 }, (_, index) =>
    task(`t${index}`, 1000 * MS + 7919 * index, 4 * MS),
  );

  test.each(['EDF', 'RM', 'FIFO', 'RR'] as const)(
    'under %s is unknown, with the reason',
    (kind) => {
      const supply = resource('periodic', 10 * MS, 9 * MS);
      const { verdict } = analyzeVcpu(problem(kind, supply, many), { steps: 300 });
      expect(verdict).toMatchObject({ kind: 'unknown', reason: { doubt: 'too-many-steps' } });
      const open = smallestBudget(openBudget(kind, 'periodic', 10 * MS, many), { steps: 300 });
      expect(open).toMatchObject({ kind: 'unknown', reason: { doubt: 'too-many-steps' } });
    },
  );

  test.each(['EDF', 'RM', 'RR'] as const)(
    'under %s still refuses what exceeds the bandwidth',
    (kind) => {
      const supply = resource('periodic', 10 * MS, 7 * MS);
      expect(analyzeVcpu(problem(kind, supply, many), { steps: 300 }).verdict.kind).toBe(
        'unschedulable',
      );
    },
  );

  test('can be canceled at a checkpoint', () => {
    let calls = 0;
    const checkpoint = () => {
      calls++;
      if (calls === 3) throw new Error('canceled');
    };
    expect(() => analyzeVcpu(problem('RM', FULL, many), { checkpoint })).toThrow('canceled');
    expect(calls).toBe(3);
  });

  test('does not run after jobs that never end', () => {
    // The first task alone uses all of the supply, so the second never runs.
    const tasks = [task('a', 2, 1), task('b', 2, 1)];
    const supply = resource('periodic', 2, 1);
    const { tasks: found } = analyzeVcpu(problem('RM', supply, tasks), { steps: 1000 });
    expect(found[1]?.verdict.kind).toBe('unschedulable');
    expect(found[1]?.response).toBeNull();
  });
});
