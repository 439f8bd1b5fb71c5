import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzeGlobal } from '../../../scheduling/guest/global/analyze-global.ts';
import type { GuestPolicy, Task } from '../../../scheduling/model/model.ts';
import type { Supply } from '../../../scheduling/supply/supply.ts';
import { runs } from '../../support/runs.ts';
import { task } from '../../support/systems.ts';
import { type GlobalRun, globalMisses } from './brute-force/global-run.ts';
import { unitSupply } from './brute-force/unit-supply.ts';
import { periodicResource, smallTasks } from './small-systems.ts';

const FULL: Supply = { kind: 'full' };
const policies = fc.constantFrom<GuestPolicy>(
  { kind: 'EDF' },
  { kind: 'RM' },
  { kind: 'DM' },
  { kind: 'FP' },
);
const vcpus = fc.oneof(
  fc.array(periodicResource, { minLength: 2, maxLength: 3 }),
  fc
    .tuple(periodicResource, fc.integer({ min: 2, max: 3 }))
    .map(([one, count]) => Array<Supply>(count).fill(one)),
  fc.integer({ min: 2, max: 3 }).map((count) => Array<Supply>(count).fill(FULL)),
);
const phases = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 8, maxLength: 8 });

function analyzed(
  policy: GuestPolicy,
  tasks: Parameters<typeof globalMisses>[1],
  supplies: readonly Supply[],
) {
  const pairs = supplies.map((supply) => ({ safe: supply, necessary: supply }));
  return analyzeGlobal({ policy, tasks, kernelLatency: 0, taskSwitch: 0, supplies: pairs });
}

/** The worst pattern of each VCPU, shifted. */
function patterns(supplies: readonly Supply[], shifts: readonly number[]): GlobalRun['supplied'] {
  return supplies.map((supply, index) => {
    const { patterns: all } = unitSupply(supply);
    return (t) => all[0]?.(t + (shifts[index] ?? 0)) ?? false;
  });
}

describe('tasks that run on several VCPUs', () => {
  test('never miss in any run where they are proven', () => {
    let proven = 0;
    fc.assert(
      fc.property(
        policies,
        smallTasks({ jitter: true }, 5),
        vcpus,
        phases,
        (policy, tasks, supplies, shifts) => {
          const { tasks: found } = analyzed(policy, tasks, supplies);
          const safe = new Set(
            found.flatMap((each) => (each.verdict.kind === 'schedulable' ? [each.task] : [])),
          );
          if (safe.size === 0) return;
          proven++;
          for (const together of [true, false]) {
            const supplied = patterns(supplies, together ? [] : shifts.slice(0, 3));
            const offsets = tasks.map(
              (one, index) => (together ? 0 : (shifts[3 + index] ?? 0) % one.period) - one.jitter,
            );
            const missed = globalMisses(policy, tasks, { supplied, offsets, length: 250 });
            expect([...missed].filter((name) => safe.has(name))).toEqual([]);
          }
        },
      ),
      { numRuns: runs(2000) },
    );
    expect(proven).toBeGreaterThan(runs(2000) / 20);
  });

  test('miss in a run where that is said', () => {
    let refuted = 0;
    let byRun = 0;
    const equals: [GuestPolicy, Task[], Supply[]] = [
      { kind: 'FP' },
      [
        task('t0', 6, 1, { deadline: 2, priority: 2 }),
        task('t1', 20, 3, { deadline: 6, priority: 2 }),
        task('t2', 8, 1, { deadline: 4, priority: 1 }),
      ],
      [
        { kind: 'budget', server: 'periodic', period: 2, deadline: 1, budget: 1 },
        { kind: 'budget', server: 'periodic', period: 3, deadline: 3, budget: 2 },
      ],
    ];
    fc.assert(
      fc.property(policies, smallTasks({ jitter: true }, 5), vcpus, (policy, tasks, supplies) => {
        const { verdictOfAll, witness, tasks: found } = analyzed(policy, tasks, supplies);
        if (verdictOfAll.kind !== 'unschedulable') return;
        refuted++;
        if (witness?.run) byRun++;
        const offsets = tasks.map((one) => -one.jitter);
        const missed = globalMisses(policy, tasks, {
          supplied: patterns(supplies, []),
          offsets,
          length: 1200,
        });
        expect(missed.size).toBeGreaterThan(0);
        if (!witness?.run) return;
        // A run shows the first of the hard tasks to miss, and the misses before it.
        const named = found.filter(({ verdict }) => verdict.kind === 'unschedulable');
        expect(named.filter((each) => !missed.has(each.task))).toEqual([]);
        const until = globalMisses(policy, tasks, {
          ...{ supplied: patterns(supplies, []), offsets, length: witness.time },
        });
        expect([...until].sort()).toEqual(named.map((each) => each.task).sort());
      }),
      { numRuns: runs(500), examples: [equals] },
    );
    expect(refuted).toBeGreaterThan(runs(500) / 20);
    expect(byRun).toBeGreaterThan(0);
  });

  test('of one VCPU are judged as on one VCPU', () => {
    const { test: used, verdict } = analyzed({ kind: 'EDF' }, [task('a', 4, 4)], [FULL]);
    expect([used.kind, verdict.kind]).toEqual(['exact', 'schedulable']);
  });

  test('are refused by a window in which more is due than all can supply, named by a task due there', () => {
    const tasks = ['a', 'b', 'c'].map((name) => task(name, 10, 2, { deadline: 2 }));
    const { witness } = analyzed({ kind: 'EDF' }, tasks, [FULL, FULL]);
    expect(witness).toEqual({ task: 'c', time: 2, demand: 6, supply: 4 });
  });

  test('are held up by what they declare, but for the last in order', () => {
    const verdicts = (first: number, last: number) =>
      analyzed(
        { kind: 'RM' },
        [task('a', 10, 2, { blocking: first }), task('b', 20, 5, { deadline: 10, blocking: last })],
        [FULL, FULL],
      ).tasks.map(({ verdict }) => verdict.kind);
    expect(verdicts(8, 9)).toEqual(['schedulable', 'schedulable']);
    expect(verdicts(9, 0)).toEqual(['unknown', 'unknown']);
  });

  test.each([
    [2, 10, 'schedulable', { name: 'interference', kind: 'sufficient' }],
    [2, 2, 'unschedulable', { name: 'joint-demand', kind: 'necessary' }],
    [3, 5, 'unschedulable', { name: 'joint-run', kind: 'necessary' }],
  ])('of %i due in %i name the test that decides', (wcet, deadline, kind, used) => {
    const tasks = ['a', 'b', 'c'].map((name) => task(name, 10, wcet, { deadline }));
    const found = analyzed({ kind: 'EDF' }, tasks, [FULL, FULL]);
    expect([found.verdict.kind, found.test]).toEqual([kind, used]);
  });

  test('are followed to the first hard one that misses, past soft ones that do', () => {
    const often = ['a', 'b'].map((name) => task(name, 10, 3, { deadline: 5 }));
    const soft = task('soft', 20, 5, { deadline: 6, soft: {} });
    const hard = task('hard', 30, 10, { deadline: 12 });
    const { tasks, witness } = analyzed({ kind: 'RM' }, [...often, soft, hard], [FULL, FULL]);
    expect(tasks.map(({ verdict }) => verdict.kind).slice(2)).toEqual([
      'unschedulable',
      'unschedulable',
    ]);
    expect(witness).toMatchObject({ task: 'hard', time: 12, run: true });
  });

  test('carry in less from those that are done early', () => {
    const { verdict } = analyzed(
      { kind: 'RM' },
      [task('a', 3, 2), task('b', 3, 2), task('c', 3, 1)],
      [FULL, FULL],
    );
    expect(verdict.kind).toBe('schedulable');
  });

  test('in windows that never overlap have the union of the windows', () => {
    const windows = (at: number): Supply => ({
      kind: 'windows',
      frame: 10,
      windows: [{ at, length: 5 }],
    });
    const { verdict } = analyzed({ kind: 'RM' }, [task('a', 4, 4)], [windows(0), windows(5)]);
    expect(verdict.kind).toBe('schedulable');
  });

  test.each([
    ['m tasks that fill a processor each', [task('a', 5, 5), task('b', 7, 7)], 2, 'schedulable'],
    [
      'utilization m − (m − 1)·max u, by density',
      [task('a', 2, 1), task('b', 2, 1), task('c', 2, 1)],
      2,
      'schedulable',
    ],
    [
      'the same where windows do not show it',
      [task('a', 10, 5), task('b', 10, 5), task('c', 18, 9)],
      2,
      'schedulable',
    ],
    [
      'more work than processors',
      [task('a', 2, 2), task('b', 2, 2), task('c', 9, 1)],
      2,
      'unschedulable',
    ],
    [
      'a light task beside heavy ones (Dhall)',
      [task('a', 10, 2), task('b', 10, 2), task('c', 11, 11)],
      2,
      'unschedulable',
    ],
    ['a job longer than its deadline', [task('a', 10, 6, { deadline: 5 })], 3, 'unschedulable'],
  ])('EDF: %s', (_, tasks, count, expected) => {
    expect(analyzed({ kind: 'EDF' }, tasks, Array<Supply>(count).fill(FULL)).verdict.kind).toBe(
      expected,
    );
  });

  test('on VCPUs that all starve at once gain nothing from their number for one job', () => {
    const half: Supply = {
      kind: 'budget',
      server: 'periodic',
      period: 10,
      budget: 5,
      deadline: 10,
    };
    const { verdict, witness } = analyzed({ kind: 'EDF' }, [task('a', 10, 1)], [half, half, half]);
    expect(verdict.kind).toBe('unschedulable');
    expect(witness).toEqual({ task: 'a', time: 10, demand: 1, supply: 0 });
  });

  test('without a guarantee are unknown, with the reason', () => {
    const { verdict } = analyzed(
      { kind: 'EDF' },
      [task('a', 4, 1)],
      [FULL, { kind: 'none', reason: { kind: 'no-interface' } }],
    );
    expect(verdict).toEqual({ kind: 'unknown', reason: { kind: 'no-interface' } });
  });
});
