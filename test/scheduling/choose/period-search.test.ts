import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countSteps } from '../../../scheduling/arithmetic/steps.ts';
import { AnalysisCache } from '../../../scheduling/choose/cache/cache.ts';
import { searchWith } from '../../../scheduling/choose/interface.ts';
import { bestPeriod } from '../../../scheduling/choose/period/best-period.ts';
import { Cuts } from '../../../scheduling/choose/period/cuts.ts';
import {
  type Candidate,
  grossCost,
  type PeriodProblem,
} from '../../../scheduling/choose/period/period-problem.ts';
import { rangeOf } from '../../../scheduling/choose/period/ranges.ts';
import { Prover } from '../../../scheduling/choose/prover.ts';
import { completeSystem } from '../../../scheduling/complete.ts';
import { smallestBudget } from '../../../scheduling/guest/smallest-budget.ts';
import type { GuestPolicy, Task, Vcpu } from '../../../scheduling/model/model.ts';
import { runs } from '../../support/runs.ts';
import { domain, MS, machine, system, task, US, vcpu } from '../../support/systems.ts';

const STEPS = 100_000_000;

/** The chosen candidate, and the number of steps. */
function searched(problem: PeriodProblem): { found: Candidate | null; steps: number } {
  const prover = new Prover(new AnalysisCache(), {});
  const steps = countSteps({ steps: STEPS });
  const found = bestPeriod(problem, { ...searchWith(prover, problem.load), steps });
  return { found, steps: STEPS - steps.left() };
}

function problem(
  policy: GuestPolicy,
  tasks: readonly Task[],
  more: Partial<PeriodProblem> = {},
): PeriodProblem {
  const inside = Math.min(...tasks.map(({ deadline }) => deadline));
  return {
    load: { policy, kernelLatency: 0, taskSwitch: 0, tasks },
    server: 'periodic',
    resolution: US,
    from: MS,
    to: inside,
    costOfStart: 0,
    ...more,
  };
}

const RM = { kind: 'RM' } as const;

describe('a search for a period takes few steps', () => {
  const late = task('t', 10 * MS, 5 * MS, { deadline: 20 * MS });

  // The tasks need half of the core; sbf(10·q + 20) is at least 5·(q + 1) up to a period of 10 ms.
  test.each([US, 1])('where the busy period never ends, on a grid of %s ns', (resolution) => {
    const { found, steps } = searched(problem(RM, [late], { resolution }));
    expect(found).toEqual({ period: 10 * MS, deadline: 10 * MS, budget: 5 * MS });
    expect(steps).toBeLessThan(40_000_000);
  });

  test('with two tasks due after their next release', () => {
    const tasks = [
      task('a', 20 * MS, 4 * MS, { deadline: 40 * MS }),
      task('b', 50 * MS, 5 * MS, { deadline: 100 * MS }),
    ];
    const { found, steps } = searched(problem(RM, tasks));
    expect((found?.budget ?? 0) / (found?.period ?? 1)).toBeCloseTo(0.3, 9);
    expect(steps).toBeLessThan(40_000_000);
  });

  test('with jitter', () => {
    const tasks = [
      task('a', 10 * MS, 2 * MS, { jitter: 3 * MS }),
      task('b', 15 * MS, 3 * MS, { jitter: MS }),
    ];
    expect(searched(problem(RM, tasks)).steps).toBeLessThan(40_000_000);
  });

  test('and ends where none would do', () => {
    const { found, steps } = searched(problem(RM, [task('a', 10 * MS, 11 * MS)]));
    expect(found).toBeNull();
    expect(steps).toBeLessThan(10_000_000);
  });
});

/** The best candidate of all periods of the grid. */
function byTryingAll(all: PeriodProblem): Candidate | null {
  let best: Candidate | null = null;
  let share = Number.POSITIVE_INFINITY;
  const { load, server, resolution, from, to } = all;
  for (let period = Math.ceil(from / resolution) * resolution; period <= to; period += resolution) {
    const deadline = all.deadline ?? period;
    if (deadline > period || (all.budget ?? 0) > deadline) continue;
    const least = smallestBudget({ ...load, server, period, deadline, resolution });
    if (least.kind !== 'found' || least.budget > (all.budget ?? deadline)) continue;
    const budget = all.budget ?? least.budget;
    const gross = grossCost(all, { period, budget });
    if (gross / period > share * (1 + 1e-12)) continue;
    best = { period, deadline, budget };
    share = gross / period;
  }
  return best;
}

const aProblem = fc
  .record({
    kind: fc.constantFrom('EDF', 'RM', 'DM', 'FIFO'),
    server: fc.constantFrom('periodic', 'deferrable', 'polling'),
    cost: fc.constantFrom(0, 0, 10 * US, 160 * US),
    written: fc.constantFrom('nothing', 'nothing', 'deadline', 'budget', 'both'),
    ms: fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })),
    tasks: fc.array(
      fc.record({
        period: fc.constantFrom(4, 5, 6, 8, 10, 12, 15, 20, 30),
        share: fc.integer({ min: 2, max: 30 }),
        late: fc.constantFrom(0.6, 1, 1, 1.5, 2, 3),
        jitter: fc.constantFrom(0, 0, 0.2, 0.7),
        blocking: fc.constantFrom(0, 0, 0.1),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ kind, server, cost, written, ms: [a, b], tasks }): PeriodProblem => {
    const own = tasks.map(({ period, share, late, jitter, blocking }, i) =>
      task(`t${i}`, period * MS, Math.ceil((period * MS * share) / 100), {
        deadline: Math.round(period * late * MS),
        jitter: Math.round(period * jitter * MS),
        blocking: Math.round(period * blocking * MS),
        priority: i,
      }),
    );
    const deadline = written === 'deadline' || written === 'both';
    const budget = written === 'budget' || written === 'both';
    const to = Math.min(...own.map((one) => one.deadline));
    return problem({ kind } as GuestPolicy, own, {
      server,
      resolution: 50 * US,
      from: Math.min(MS, to),
      to: Math.max(to, a * MS, b * MS),
      costOfStart: cost,
      ...(deadline ? { deadline: Math.max(a, b) * MS } : {}),
      ...(budget ? { budget: Math.min(a, b) * MS } : {}),
    });
  });

test('the period found is the best on the whole grid, whatever the deadlines, jitters and blocking', () => {
  fc.assert(
    fc.property(aProblem, (one) => {
      expect(searched(one).found).toEqual(byTryingAll(one));
    }),
    { numRuns: runs(120) },
  );
});

test('no period of a range takes a smaller share than the range is said to', () => {
  const ranges = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 60 }));
  fc.assert(
    fc.property(aProblem, ranges, (one, [at, length]) => {
      const { resolution } = one;
      const first = one.from + at * resolution;
      const last = first + length * resolution;
      const share = byTryingAll({ ...one, from: first, to: last });
      const { share: bound } = rangeOf(one, new Cuts(one.load), first, last);
      const found =
        share === null ? Number.POSITIVE_INFINITY : grossCost(one, share) / share.period;
      expect(bound).toBeLessThanOrEqual(found);
    }),
    { numRuns: runs(60) },
  );
});

/** The interface chosen for a VCPU alone on its machine. */
function chosen(tasks: readonly Task[], more: Partial<Vcpu> = {}, rtds = false) {
  const own = domain('d', [{ ...vcpu('v0'), ...more }], tasks, { policy: RM });
  const policy = rtds ? { policy: { kind: 'RTDS' } as const } : {};
  const [only] = completeSystem(system([machine([own], policy)])).machines;
  const found = only?.domains[0]?.vcpus[0];
  return { period: found?.period ?? null, budget: found?.budget ?? null };
}

describe('where periods are looked for', () => {
  test('no period is shorter than a written budget', () => {
    const due = task('a', 13 * MS, MS, { deadline: 43 * MS });
    // With 24 ms every 43 ms the supply is 0 for 38 ms, and afterwards above the demand.
    expect(chosen([due], { budget: 24 * MS })).toEqual({ period: 43 * MS, budget: 24 * MS });
  });

  test('a written budget beyond the written deadline leaves none', () => {
    const due = task('a', 13 * MS, MS);
    expect(chosen([due], { budget: 4 * MS, deadline: 3 * MS }).period).toBeNull();
  });

  test('a deadline of 1 ms takes hardly more than one of 999 µs', () => {
    const share = (deadline: number): number => {
      const { period, budget } = chosen([task('a', 10 * MS, 0.2 * MS, { deadline })]);
      return (budget ?? 1) / (period ?? 1);
    };
    expect(share(1_000 * US)).toBeLessThan(0.24);
    expect(share(999 * US)).toBeLessThan(0.24);
  });

  test('down to 10 µs and no further', () => {
    const least = chosen([task('a', MS, US, { deadline: 40 * US })]).period;
    expect(least).toBeGreaterThanOrEqual(10 * US);
    expect(least).toBeLessThanOrEqual(20 * US);
    expect(chosen([task('a', MS, 4 * US, { deadline: 9 * US })]).period).toBe(9 * US);
  });

  test('under RTDS within what Xen takes: 10 µs to 2147483647 µs', () => {
    const rare = [task('a', 100 * MS, US)];
    const range = { kind: 'range', from: US, to: 3e12 } as const;
    expect(chosen(rare, { period: { kind: 'fixed', period: MS } }, true).budget).toBe(10 * US);
    expect(chosen(rare, { period: { ...range, to: 30 * US } }, true)).toEqual({
      period: 30 * US,
      budget: 10 * US,
    });
    expect(chosen(rare, { period: { ...range, to: 9 * US } }, true).period).toBeNull();
    const slow = [task('a', 1e15, 1e12)];
    expect(chosen(slow, { period: { ...range, from: 1e12 } }, true).period).toBeLessThanOrEqual(
      2_147_483_647 * US,
    );
  });
});
