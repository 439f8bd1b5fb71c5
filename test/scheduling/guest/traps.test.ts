import { describe, expect, test } from 'vitest';
import { smallestBudget } from '../../../scheduling/guest/smallest-budget.ts';
import { task } from '../../support/systems.ts';
import { FULL, judged, openBudget, resource } from './problems.ts';

const MS = 1_000_000;
const W = [task('a', 50 * MS, 7 * MS), task('b', 75 * MS, 9 * MS)];

/** Cases in which a plausible shortcut gives the wrong verdict. */
describe('a guest’s verdict', () => {
  test.each([
    [
      'the gap is Π + Δ − 2Θ, not Π − Θ',
      judged('EDF', resource('periodic', 10, 5), [task('a', 20, 1, { deadline: 10 })]),
      'unschedulable',
    ],
    [
      'and ends there',
      judged('EDF', resource('periodic', 10, 5), [task('a', 20, 1, { deadline: 11 })]),
      'schedulable',
    ],
    [
      'demand is due by D, not by T',
      judged('EDF', FULL, [task('a', 10, 3, { deadline: 5 }), task('b', 10, 3, { deadline: 5 })]),
      'unschedulable',
    ],
    [
      'RM orders by period, where D < T too',
      judged('RM', FULL, [task('a', 10, 2), task('b', 12, 3, { deadline: 4 })]),
      'unschedulable',
    ],
    [
      'DM orders by deadline',
      judged('DM', FULL, [task('a', 10, 2), task('b', 12, 3, { deadline: 4 })]),
      'schedulable',
    ],
    [
      'demand equal to supply is served',
      judged('EDF', resource('periodic', 4, 2), [task('a', 8, 2, { deadline: 6 })]),
      'schedulable',
    ],
    [
      'one unit more is not',
      judged('EDF', resource('periodic', 4, 2), [task('a', 8, 2, { deadline: 5 })]),
      'unschedulable',
    ],
    [
      'R = D is in time',
      judged('RM', resource('periodic', 4, 2), [task('a', 8, 2, { deadline: 6 })]),
      'schedulable',
    ],
    [
      'Θ = Π is the whole core',
      judged('EDF', resource('deferrable', 2, 2), [task('a', 2, 2)]),
      'schedulable',
    ],
    [
      'polling with Θ = Π is not',
      judged('EDF', resource('polling', 2, 2), [task('a', 2, 2)]),
      'unschedulable',
    ],
    [
      'polling waits Π + Δ − Θ',
      judged('RM', resource('polling', 10, 5), [task('a', 20, 1, { deadline: 15 })]),
      'unschedulable',
    ],
    [
      'and no longer',
      judged('RM', resource('polling', 10, 5), [task('a', 20, 1, { deadline: 16 })]),
      'schedulable',
    ],
    [
      'U = α, supply in time (Δ = Θ)',
      judged('EDF', resource('periodic', 4, 2, 2), [task('a', 4, 2)]),
      'schedulable',
    ],
    [
      'U = α, supply late',
      judged('EDF', resource('periodic', 4, 2), [task('a', 4, 2)]),
      'unschedulable',
    ],
    [
      'U = α, D > T',
      judged('EDF', resource('periodic', 4, 2), [task('a', 4, 2, { deadline: 6 })]),
      'schedulable',
    ],
    [
      'U = α, a busy period without end',
      judged('RM', resource('periodic', 4, 2), [task('a', 4, 2, { deadline: 6 })]),
      'schedulable',
    ],
    [
      'U = α, a busy period without end, D one less',
      judged('RM', resource('periodic', 4, 2), [task('a', 4, 2, { deadline: 5 })]),
      'unschedulable',
    ],
    ['U = 1 on a core', judged('EDF', FULL, [task('a', 2, 1), task('b', 4, 2)]), 'schedulable'],
    [
      'a release at or after its deadline',
      judged('RM', FULL, [task('a', 10, 1, { deadline: 5, jitter: 5 })]),
      'unschedulable',
    ],
    [
      'under EDF as well',
      judged('EDF', FULL, [task('a', 10, 1, { deadline: 5, jitter: 5 })]),
      'unschedulable',
    ],
    [
      'a release that leaves just enough',
      judged('EDF', FULL, [task('a', 10, 1, { deadline: 5, jitter: 4 })]),
      'schedulable',
    ],
    [
      'kernel latency counts for a task alone',
      judged('RM', FULL, [task('a', 10, 2, { deadline: 3 })], { kernelLatency: 2 }),
      'unschedulable',
    ],
    [
      'blocking needs a task of lower priority',
      judged('RM', FULL, [task('a', 10, 2, { deadline: 3, blocking: 2 })]),
      'schedulable',
    ],
    [
      'and then need not happen',
      judged('RM', FULL, [task('a', 10, 2, { deadline: 3, blocking: 2 }), task('b', 20, 1)]),
      'unknown',
    ],
    [
      'EDF: blocking needs a longer deadline',
      judged('EDF', FULL, [
        task('a', 10, 2, { deadline: 3, blocking: 2 }),
        task('b', 20, 1, { deadline: 3 }),
      ]),
      'schedulable',
    ],
    [
      'EDF: and then need not happen',
      judged('EDF', FULL, [task('a', 10, 2, { deadline: 3, blocking: 2 }), task('b', 20, 1)]),
      'unknown',
    ],
    [
      'two switches a job',
      judged('RM', FULL, [task('a', 10, 2, { deadline: 4 })], { taskSwitch: 1 }),
      'schedulable',
    ],
    [
      'and no fewer',
      judged('RM', FULL, [task('a', 10, 2, { deadline: 3 })], { taskSwitch: 1 }),
      'unknown',
    ],
    [
      'RR: one switch a quantum begun and one more',
      judged('RR', FULL, [task('a', 20, 5, { deadline: 9 })], { taskSwitch: 1 }),
      'schedulable',
    ],
    [
      'RR: and no fewer',
      judged('RR', FULL, [task('a', 20, 5, { deadline: 8 })], { taskSwitch: 1 }),
      'unknown',
    ],
    [
      'equal priorities are charged to each other',
      judged('FIFO', FULL, [
        task('a', 10, 2, { deadline: 3, priority: 1 }),
        task('b', 10, 2, { priority: 1 }),
      ]),
      'unknown',
    ],
    [
      'first come first served, all but 1 ns of what comes before a job is waited for',
      judged(
        'FIFO',
        FULL,
        ['a', 'b', 'c'].map((name) =>
          task(name, 1000, 20, { priority: 1, deadline: name === 'a' ? 58 : 1000 }),
        ),
      ),
      'unschedulable',
    ],
    [
      'and no more',
      judged(
        'FIFO',
        FULL,
        ['a', 'b', 'c'].map((name) =>
          task(name, 1000, 20, { priority: 1, deadline: name === 'a' ? 59 : 1000 }),
        ),
      ),
      'unknown',
    ],
    [
      'several jobs of an equal can come before one that may be late',
      judged('FP', FULL, [
        task('a', 40, 8, { deadline: 13, priority: 1 }),
        task('b', 12, 2, { deadline: 60, jitter: 24, priority: 1 }),
        task('c', 40, 1, { priority: 2 }),
      ]),
      'unschedulable',
    ],
    [
      'in turns one that needs two waits for two of each of the others',
      judged('RR', FULL, [task('a', 40, 10), task('b', 40, 4, { deadline: 7 })]),
      'unschedulable',
    ],
    [
      'and one declared first does, but for 1 ns, where it is released 1 ns later',
      judged('RR', FULL, [task('a', 40, 4, { deadline: 6 }), task('b', 40, 10)]),
      'unschedulable',
    ],
    [
      'and no longer',
      judged('RR', FULL, [task('a', 40, 4, { deadline: 7 }), task('b', 40, 10)]),
      'unknown',
    ],
    [
      'equal priorities miss where work exceeds the core',
      judged('FP', FULL, [task('a', 4, 3, { priority: 1 }), task('b', 4, 3, { priority: 1 })]),
      'unschedulable',
    ],
    ['RR too', judged('RR', FULL, [task('a', 4, 3), task('b', 4, 3)]), 'unschedulable'],
    [
      'RM ties go to the task declared first',
      judged('RM', FULL, [task('a', 10, 2, { deadline: 2 }), task('b', 10, 2)]),
      'schedulable',
    ],
    [
      'so the other one waits',
      judged('RM', FULL, [task('b', 10, 2), task('a', 10, 2, { deadline: 2 })]),
      'unschedulable',
    ],
    [
      'DM ties too',
      judged('DM', FULL, [task('b', 10, 2), task('a', 20, 2, { deadline: 10 })]),
      'schedulable',
    ],
    [
      'work just above the bandwidth',
      judged('EDF', resource('periodic', 100, 50), [task('a', 1000, 501, { deadline: 1e6 })]),
      'unschedulable',
    ],
    [
      'no budget at all',
      judged('EDF', resource('periodic', 10, 0), [task('a', 10, 1)]),
      'unschedulable',
    ],
    [
      'no window at all',
      judged('RM', { kind: 'windows', frame: 10, windows: [] }, [task('a', 10, 1)]),
      'unschedulable',
    ],
    [
      'credit guarantees nothing',
      judged('EDF', { kind: 'none', reason: { kind: 'shares', policy: 'credit' } }, [
        task('a', 10, 1),
      ]),
      'unknown',
    ],
    ['no task, no miss', judged('EDF', resource('periodic', 10, 1), []), 'schedulable'],
    [
      'a budget above its deadline is no supply',
      judged('EDF', resource('periodic', 10, 6, 5), [task('a', 10, 1)]),
      'unknown',
    ],
    ['a period of 0 is no period', judged('EDF', FULL, [task('a', 0, 1)]), 'unknown'],
  ])('%s', (_, { verdict }, expected) => {
    expect(verdict.kind).toBe(expected);
  });

  test.each([
    [113, 'unschedulable', 0],
    [117, 'unschedulable', 4],
    [118, 'schedulable', null],
  ])(
    'with D = %i > T is made by later jobs of the busy period too (Lehoczky 1990)',
    (deadline, kind, job) => {
      const { tasks, witness } = judged('RM', FULL, [
        task('a', 70, 26),
        task('b', 100, 62, { deadline }),
      ]);
      expect(tasks[1]).toMatchObject({ response: 118, responseIsBound: false, verdict: { kind } });
      if (job !== null) expect(witness).toMatchObject({ task: 'b', time: job * 100 + deadline });
    },
  );

  test('on windows looks at each start by itself, not at the least of all starts at every instant', () => {
    const windows = [
      { at: 2, length: 3 },
      { at: 6, length: 2 },
    ];
    const tasks = [task('a', 2, 1, { deadline: 9, jitter: 1 }), task('b', 15, 1, { deadline: 13 })];
    const { tasks: found, verdict } = judged('RM', { kind: 'windows', frame: 8, windows }, tasks);
    expect(found[1]?.response).toBe(13);
    expect(verdict.kind).toBe('schedulable');
  });

  test('of hard tasks does not depend on whether soft ones can miss', () => {
    const tasks = [task('hard', 10, 2), task('soft', 10, 20, { deadline: 30, soft: {} })];
    const { verdict, verdictOfAll, tasks: found } = judged('RM', FULL, tasks);
    expect([verdict.kind, verdictOfAll.kind]).toEqual(['schedulable', 'unschedulable']);
    expect(found.map((each) => [each.soft, each.verdict.kind])).toEqual([
      [false, 'schedulable'],
      [true, 'unschedulable'],
    ]);
  });

  test('under EDF keeps tasks apart whose windows are all served', () => {
    const tasks = [
      task('tight', 100, 3, { deadline: 4 }),
      task('also', 100, 2, { deadline: 4 }),
      task('loose', 100, 5),
    ];
    const { tasks: found, witness } = judged('EDF', FULL, tasks);
    expect(found.map((each) => each.verdict.kind)).toEqual([
      'unknown',
      'unschedulable',
      'schedulable',
    ]);
    expect(witness).toEqual({ task: 'also', time: 4, demand: 5, supply: 4 });
  });
});

test('an EDF task that is due in a window that falls short need not be the one that misses', () => {
  // Released last in the window of 14, and before its release supply lay idle.
  const tasks = [
    task('spared', 8, 1, { deadline: 9 }),
    task('late', 3, 1, { deadline: 1, jitter: 2 }),
  ];
  const { verdict, tasks: found, witness } = judged('EDF', resource('periodic', 10, 6, 6), tasks);
  expect(verdict.kind).toBe('unschedulable');
  expect(witness?.task).toBe('late');
  expect(found.map((each) => each.verdict.kind === 'unschedulable')).toEqual([false, true]);
});

describe('the smallest budget', () => {
  test.each([
    ['EDF', 10, 2_786_000],
    ['RM', 10, 3_500_000],
    ['EDF', 20, 6_125_000],
    ['RM', 20, 7_667_000],
    ['EDF', 40, 18_500_000],
    ['RM', 40, 22_667_000],
  ] as const)('of the published example under %s with Π = %i ms', (kind, period, budget) => {
    const found = smallestBudget(
      openBudget(kind, 'periodic', period * MS, W, { resolution: 1000 }),
    );
    expect(found).toEqual({ kind: 'found', budget });
    const one = (each: number) =>
      judged(kind, resource('periodic', period * MS, each), W).verdict.kind;
    expect([one(budget), one(budget - 1000)]).toEqual(['schedulable', 'unschedulable']);
  });

  test.each([
    ['is not rounded down', openBudget('RM', 'periodic', 20 * MS, W), 7_666_667],
    [
      'is more than ⌈U·Π⌉',
      openBudget('EDF', 'periodic', 10, [task('a', 50, 7), task('b', 75, 9)]),
      3,
    ],
    [
      'serves a deadline below the period',
      openBudget('EDF', 'periodic', 10, [task('a', 20, 1, { deadline: 4 })]),
      9,
    ],
    [
      'is larger for a polling server',
      openBudget('EDF', 'polling', 10, [task('a', 40, 1, { deadline: 16 })]),
      5,
    ],
    [
      'than for a periodic one',
      openBudget('EDF', 'periodic', 10, [task('a', 40, 1, { deadline: 16 })]),
      3,
    ],
    [
      'stays within the VCPU’s deadline',
      openBudget('EDF', 'periodic', 10, [task('a', 10, 5)], { deadline: 5 }),
      5,
    ],
    [
      'is the bandwidth where supply is in time',
      openBudget('RM', 'deferrable', 4, [task('a', 4, 2)], { deadline: 2 }),
      2,
    ],
    [
      'is on the grid',
      openBudget('EDF', 'periodic', 10, [task('a', 40, 1, { deadline: 16 })], { resolution: 4 }),
      4,
    ],
    ['without tasks is nothing', openBudget('EDF', 'periodic', 10, []), 0],
  ])('%s', (_, open, budget) => {
    expect(smallestBudget(open)).toEqual({ kind: 'found', budget });
  });

  test.each([
    [
      'more work than the core has',
      openBudget('EDF', 'periodic', 10, [task('a', 10, 9), task('b', 10, 9)]),
    ],
    [
      'a deadline shorter than the grid',
      openBudget('EDF', 'periodic', 10, [task('a', 100, 1)], { resolution: 20 }),
    ],
    [
      'a release after its deadline',
      openBudget('RM', 'periodic', 10, [task('a', 100, 1, { deadline: 5, jitter: 5 })]),
    ],
    [
      'polling, and a deadline within the period',
      openBudget('RM', 'polling', 10, [task('a', 100, 1, { deadline: 10 })]),
    ],
  ])('does not exist for %s', (_, open) => {
    expect(smallestBudget(open).kind).toBe('none');
  });
});

test('the published test bed’s guest can miss, with these numbers', () => {
  const tasks = [
    task('sensor', 10 * MS, MS),
    task('actuate', 20 * MS, 3 * MS, { deadline: 15 * MS }),
  ];
  const supply = resource('deferrable', 5 * MS, 2_300_000);
  const {
    verdict,
    witness,
    margin,
    tasks: found,
  } = judged('RM', supply, tasks, { kernelLatency: 50_000 });
  expect(verdict.kind).toBe('unschedulable');
  expect(witness).toEqual({
    task: 'actuate',
    time: 15_000_000,
    demand: 5_050_000,
    supply: 4_600_000,
  });
  expect(margin).toBe(-450_000);
  expect(found[1]?.response).toBe(15_850_000);
  const open = openBudget('RM', 'deferrable', 5 * MS, tasks, {
    kernelLatency: 50_000,
    resolution: 1000,
  });
  expect(smallestBudget(open)).toEqual({ kind: 'found', budget: 2_513_000 });
});
