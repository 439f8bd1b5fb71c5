import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSteps } from '../../../../scheduling/arithmetic/steps.ts';
import { chooseCore } from '../../../../scheduling/choose/windows/choose-core.ts';
import type {
  PlacedWindow,
  PlanResult,
} from '../../../../scheduling/choose/windows/plan-problem.ts';
import { runs } from '../../../support/runs.ts';
import { chosen, coreOf } from './core-of.ts';
import {
  bestOfAllPlans,
  netTicks,
  type SlowPartition,
  type SlowProblem,
  servesAll,
} from './slow-plans.ts';

const STEPS = 20_000_000;

function choose(problem: SlowProblem, unit = 1): PlanResult {
  return chooseCore(coreOf(problem, unit), countSteps({ steps: STEPS }));
}

const alone = (frame: number, ...partitions: readonly SlowPartition[]): SlowProblem => ({
  frame,
  partitions,
  cost: 0,
});

describe('the windows of one core', () => {
  it('are one for each partition where the frame is short', () => {
    // Each needs 2 of 10, once in a frame.
    const found = choose(alone(10, chosen('EDF', [10, 2]), chosen('RM', [20, 4])));
    expect(found).toMatchObject({ kind: 'found', fewest: true, shortest: true });
    expect(sizeOf(found)).toEqual({ windows: 2, sum: 4 });
  });

  it('are as many as the gaps ask for', () => {
    // The first bears no gap above 4, so the other takes two pieces of at most 4 from 10.
    const found = choose(alone(10, chosen('EDF', [5, 1]), chosen('EDF', [20, 12])));
    expect(sizeOf(found)).toEqual({ windows: 4, sum: 8 });
  });

  it('are longer by the switches into them', () => {
    const found = choose({ ...alone(10, chosen('EDF', [10, 2]), chosen('EDF', [10, 3])), cost: 1 });
    expect(sizeOf(found)).toEqual({ windows: 2, sum: 7 });
  });

  it('keep out of written windows', () => {
    const written = [0, 0, 0, 1, 1, 1, 0, 0, 0, 0].map((own) => own === 1);
    const found = choose(alone(10, { ...chosen('EDF', [10, 3]), written }, chosen('EDF', [10, 7])));
    expect(found).toMatchObject({
      kind: 'found',
      windows: [
        { who: 1, at: 0, length: 3 },
        { who: 1, at: 6, length: 4 },
      ],
    });
  });

  it('are none for a VCPU without tasks', () => {
    expect(choose(alone(10, chosen('EDF')))).toMatchObject({ kind: 'found', windows: [] });
  });

  it('do not exist where the partitions need more than a frame', () => {
    expect(choose(alone(10, chosen('EDF', [10, 6]), chosen('EDF', [10, 5])))).toEqual({
      kind: 'none',
      why: { kind: 'too-much', need: 11, free: 10 },
    });
  });

  it('do not exist where not even all the time serves a partition', () => {
    const found = choose(alone(10, chosen('EDF', [10, 2]), chosen('EDF', [10, 3, 3], [10, 3, 5])));
    expect(found).toEqual({
      kind: 'none',
      why: { kind: 'never-served', vcpu: { domain: 'd1', vcpu: 'v0' }, free: 10 },
    });
  });

  it('do not exist where each gap is too long for someone', () => {
    const tight = alone(9, chosen('RM', [12, 4]), chosen('EDF', [8, 2], [18, 2]));
    expect(choose({ ...tight, cost: 1 })).toEqual({
      kind: 'none',
      why: {
        kind: 'all-tried',
        tightest: { vcpu: { domain: 'd0', vcpu: 'v0' }, gap: 5, need: 3 },
      },
    });
    expect(bestOfAllPlans({ ...tight, cost: 1 })).toBeNull();
    expect(sizeOf(choose(tight))).toEqual(bestOfAllPlans(tight));
  });

  it('may be one that never ends, which no switch shortens', () => {
    expect(choose({ ...alone(10, chosen('RM', [4, 4])), cost: 1 })).toMatchObject({
      kind: 'found',
      windows: [{ at: 0, length: 10 }],
    });
  });

  it('are the same each time', () => {
    const problem = alone(40, chosen('RM', [10, 2], [40, 5]), chosen('EDF', [20, 6]));
    expect(choose(problem)).toEqual(choose(problem));
  });

  it('scale with the grid', () => {
    const problem = alone(12, chosen('EDF', [4, 1]), chosen('EDF', [12, 5]));
    expect(sizeOf(choose(problem, 1000), 1000)).toEqual(sizeOf(choose(problem)));
  });

  it('are left open where the steps are spent', () => {
    const problem = coreOf(alone(40, chosen('RM', [10, 2]), chosen('EDF', [20, 6])));
    expect(chooseCore(problem, countSteps({ steps: 100 }))).toEqual({
      kind: 'ended',
      tightest: null,
    });
  });

  it.each([
    // A last window that does not do is no proof: one more window may follow.
    alone(6, chosen('EDF', [5, 1]), chosen('EDF', [4, 1, 2], [5, 1]), chosen('EDF', [12, 2])),
    alone(6, chosen('RM', [6, 1], [4, 1]), chosen('RM', [4, 1, 7], [8, 2])),
    // A longer window can leave a longer gap, where what follows it meets the frame's end.
    alone(12, chosen('EDF', [12, 3, 11]), chosen('RM', [4, 1, 2], [8, 1, 7])),
  ])('are the best of all: case %#', (problem) => {
    expect(sizeOf(choose(problem))).toEqual(bestOfAllPlans(problem));
  });
});

const small = fc
  .integer({ min: 1, max: 4 })
  .chain((count) =>
    fc.record({
      frame: fc.integer({ min: 4, max: [0, 9, 8, 7, 6][count] ?? 6 }),
      cost: fc.constantFrom(0, 0, 1),
      partitions: fc.array(aPartition(count), { minLength: count, maxLength: count }),
      writes: fc.option(fc.nat(3), { nil: 0, freq: 4 }),
    }),
  )
  .map(({ frame, cost, partitions, writes }): SlowProblem => {
    const written = Array.from({ length: frame }, (_, tick) => tick > 0 && tick <= writes);
    const all = partitions.map((one, who) =>
      who === 0 && writes > 0 && partitions.length > 1 ? { ...one, written, tasks: [] } : one,
    );
    return { frame, cost, partitions: all };
  });

function aPartition(count: number) {
  const aTask = fc
    .record({
      period: fc.constantFrom(3, 4, 5, 6, 8, 12),
      share: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      shift: fc.integer({ min: -3, max: 2 }),
    })
    .map(({ period, share, shift }) => {
      const wcet = Math.max(1, Math.round((period * share) / count));
      return { period, wcet, deadline: Math.max(wcet, period + shift) };
    });
  return fc.record({
    policy: fc.constantFrom('EDF', 'RM'),
    tasks: fc.array(aTask, { minLength: 1, maxLength: 2 }),
    written: fc.constant(null),
  }) as fc.Arbitrary<SlowPartition>;
}

describe('against all plans of small frames', () => {
  it('finds the best one, and calls none impossible that is not', () => {
    fc.assert(
      fc.property(small, (problem) => {
        const result = choose(problem);
        const best = bestOfAllPlans(problem);
        if (result.kind === 'none') expect(best).toBeNull();
        if (result.kind !== 'found') return;
        expectServed(problem, result.windows);
        const size = sizeOf(result);
        expect(best).not.toBeNull();
        if (result.fewest) expect(size?.windows).toBe(best?.windows);
        if (result.shortest) expect(size).toEqual(best);
      }),
      { numRuns: runs(60) },
    );
  });
});

/** A plan of 40 ticks, and tasks that it serves. */
const planted = fc
  .record({
    cost: fc.constantFrom(0, 0, 1),
    pieces: fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 12 })), {
      minLength: 40,
      maxLength: 40,
    }),
    tasks: fc.array(
      fc.array(
        fc.tuple(fc.constantFrom(5, 8, 10, 16, 20, 40, 80), fc.integer({ min: 1, max: 9 })),
        {
          minLength: 1,
          maxLength: 2,
        },
      ),
      { minLength: 1, maxLength: 4 },
    ),
    policy: fc.constantFrom('EDF', 'RM'),
  })
  .map(({ cost, pieces, tasks, policy }) => {
    const plan = pieces
      .flatMap(([who, length]) => Array.from({ length }, () => who % tasks.length))
      .slice(0, 40);
    const partitions = tasks.map(
      (own): SlowPartition => chosen(policy as 'EDF', ...own.map(([T, C]) => [T, C] as const)),
    );
    const bare: SlowProblem = { frame: 40, cost, partitions };
    const served = partitions.map((one, who) => lightened(one, netTicks(bare, plan, who)));
    return { plan, problem: { ...bare, partitions: served } };
  });

/** The same tasks with shorter ones, until the plan serves them. */
function lightened(partition: SlowPartition, ticks: readonly boolean[]): SlowPartition {
  if (servesAll(partition, ticks)) return partition;
  const tasks = partition.tasks
    .map((task) => ({ ...task, wcet: task.wcet - 1 }))
    .filter(({ wcet }) => wcet > 0);
  return lightened({ ...partition, tasks }, ticks);
}

describe('where a plan of 40 ticks exists', () => {
  it('one is found, or the search has ended', () => {
    fc.assert(
      fc.property(planted, ({ plan, problem }) => {
        const result = choose(problem);
        expect(result.kind).not.toBe('none');
        if (result.kind !== 'found') return;
        expectServed(problem, result.windows);
        const open = plan.filter(
          (who, tick) => (problem.partitions[who]?.tasks.length ?? 0) > 0 && plan[tick - 1] !== who,
        );
        if (result.fewest) expect(result.windows.length).toBeLessThanOrEqual(open.length);
      }),
      { numRuns: runs(40) },
    );
  });

  it('the search seldom ends', () => {
    const drawn = fc.sample(planted, { numRuns: 40, seed: 1 });
    const ended = drawn.filter(({ problem }) => choose(problem).kind === 'ended');
    expect(ended.length).toBeLessThanOrEqual(2);
  });
});

/** Each window lies in free time, and the plan serves everybody. */
function expectServed(problem: SlowProblem, windows: readonly PlacedWindow[]): void {
  const plan = Array.from({ length: problem.frame }, (_, tick) =>
    problem.partitions.findIndex(({ written }) => written?.[tick] === true),
  );
  for (const { who, at, length } of windows) {
    for (let tick = at; tick < at + length; tick++) {
      expect(plan[tick]).toBe(-1);
      plan[tick] = who;
    }
  }
  problem.partitions.forEach((partition, who) => {
    expect(servesAll(partition, netTicks(problem, plan, who))).toBe(true);
  });
}

function sizeOf(result: PlanResult, unit = 1) {
  if (result.kind !== 'found') return null;
  const sum = result.windows.reduce((all, { length }) => all + length, 0) / unit;
  return { windows: result.windows.length, sum };
}
