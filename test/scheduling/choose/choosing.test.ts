import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { countSteps } from '../../../scheduling/arithmetic/steps.ts';
import { AnalysisCache } from '../../../scheduling/choose/cache/cache.ts';
import { searchWith } from '../../../scheduling/choose/interface.ts';
import { bestPeriod } from '../../../scheduling/choose/period/best-period.ts';
import { Prover } from '../../../scheduling/choose/prover.ts';
import { completeSystem } from '../../../scheduling/complete.ts';
import type { GuestLoad } from '../../../scheduling/guest/problem.ts';
import { smallestBudget } from '../../../scheduling/guest/smallest-budget.ts';
import type { CompletedVcpu } from '../../../scheduling/model/completed.ts';
import type { Machine, ServerKind, Task } from '../../../scheduling/model/model.ts';
import { runs } from '../../support/runs.ts';
import {
  anySwitch,
  domain,
  type MachineParts,
  MS,
  machine,
  system,
  task,
  US,
  vcpu,
} from '../../support/systems.ts';

/** The interface chosen for the only VCPU of the last domain. */
function chosen(model: Machine): CompletedVcpu {
  const found = completeSystem(system([model])).machines[0]?.domains.at(-1)?.vcpus[0];
  if (found === undefined) throw new Error('no VCPU');
  return found;
}

const W = [task('a', 50 * MS, 7 * MS), task('b', 75 * MS, 9 * MS)];

describe('open budgets', () => {
  test.each([
    ['EDF', 10, 2.786],
    ['RM', 10, 3.5],
    ['EDF', 20, 6.125],
    ['RM', 20, 7.667],
    ['EDF', 40, 18.5],
    ['RM', 40, 22.667],
  ] as const)('%s with a period of %s ms needs %s ms', (kind, period, budget) => {
    const own = domain('d', [vcpu('v0', { period: period * MS })], W, { policy: { kind } });
    expect(chosen(machine([own]))).toMatchObject({
      budget: Math.round(budget * MS),
      period: period * MS,
      computed: { period: false, budget: true, core: true },
    });
  });
  test('are whole microseconds under RTDS, on a finer grid too', () => {
    const own = domain('d', [vcpu('v0', { period: 10 * MS })], W);
    const { budget } = chosen(machine([own], { policy: { kind: 'RTDS' }, resolution: 1 }));
    expect(budget).toBe(2.786 * MS);
    expect(
      (chosen(machine([own], { policy: { kind: 'RTDS' }, resolution: 1_500 })).budget ?? 1) % 3_000,
    ).toBe(0);
  });
  test('a soft task that no budget could serve takes nothing from the hard ones', () => {
    const tasks = [...W, task('video', 40 * MS, 39 * MS, { soft: {}, deadline: 40 * MS })];
    const own = domain('d', [vcpu('v0', { period: 10 * MS })], tasks, { policy: { kind: 'RM' } });
    const analysis = analyze(system([machine([own])]));
    expect(analysis.completed.machines[0]?.domains[0]?.vcpus[0]?.budget).toBeNull();
    const low = domain(
      'd',
      [vcpu('v0', { period: 10 * MS })],
      [...W, task('video', 80 * MS, 79 * MS, { soft: {} })],
      {
        policy: { kind: 'RM' },
      },
    );
    const kept = analyze(system([machine([low])]));
    expect(kept.completed.machines[0]?.domains[0]?.vcpus[0]?.budget).toBe(3.5 * MS);
    expect(kept.domains[0]?.verdict.kind).toBe('schedulable');
    expect(kept.domains[0]?.tasks.at(-1)?.verdict.kind).toBe('unschedulable');
  });
  test('where no budget would do the domain is refuted and the machine not proven', () => {
    const own = domain('d', [vcpu('v0', { period: 60 * MS })], W);
    const analysis = analyze(system([machine([own])]));
    expect(analysis.domains[0]?.vcpus[0]).toMatchObject({ minBudget: 38.5 * MS });
    const late = domain('d', [vcpu('v0', { period: 100 * MS, deadline: 20 * MS })], W);
    const refused = analyze(system([machine([late])]));
    expect(refused.domains[0]?.verdict.kind).toBe('unschedulable');
    expect(refused.domains[0]?.vcpus[0]?.minBudget).toBeNull();
    expect(refused.machines[0]?.verdict.kind).toBe('unknown');
  });
});

/** The starts of a VCPU of these tasks in one period, written from the page. */
function starts(server: ServerKind, period: number, tasks: readonly Task[]): number {
  return server === 'deferrable'
    ? tasks.reduce((n, { period: T, jitter }) => n + Math.ceil((period + jitter) / T), 1)
    : 1;
}

describe('open periods', () => {
  test('are the best on the whole grid: least Θ′/Π, the larger where that ties', () => {
    const arbitrary = fc.record({
      kind: fc.constantFrom('EDF', 'RM', 'DM'),
      server: fc.constantFrom('periodic', 'deferrable', 'polling'),
      cost: fc.constantFrom(0, 5 * US, 80 * US),
      tasks: fc.array(
        fc.record({
          period: fc.integer({ min: 4, max: 30 }),
          share: fc.integer({ min: 2, max: 25 }),
          early: fc.integer({ min: 0, max: 3 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(arbitrary, ({ kind, server, cost, tasks }) => {
        const resolution = 20 * US;
        const own = tasks.map(({ period, share, early }, i) =>
          task(`t${i}`, period * MS, Math.ceil((period * MS * share) / 100), {
            deadline: (period - Math.min(early, period - 2)) * MS,
          }),
        );
        const found = chosen(
          machine([domain('d', [vcpu('v0')], own, { policy: { kind } })], {
            resolution,
            servers: server,
            switchCosts: anySwitch(cost),
          }),
        );
        let best: { period: number; budget: number; gross: number } | null = null;
        const inside = Math.min(...own.map((t) => t.deadline));
        const shortest = Math.min(MS, inside / 10);
        for (
          let period = Math.ceil(shortest / resolution) * resolution;
          period <= inside;
          period += resolution
        ) {
          const least = smallestBudget({
            policy: { kind },
            kernelLatency: 0,
            taskSwitch: 0,
            tasks: own,
            server,
            period,
            deadline: period,
            resolution,
          });
          if (least.kind !== 'found') continue;
          const gross = least.budget + 2 * cost * starts(server, period, own);
          if (best === null || gross * best.period <= best.gross * period)
            best = { period, budget: least.budget, gross };
        }
        expect({ period: found.period, budget: found.budget }).toEqual({
          period: best?.period ?? null,
          budget: best?.budget ?? null,
        });
      }),
      { numRuns: runs(60) },
    );
  });
  test('stay within a written range', () => {
    const own = domain(
      'd',
      [{ ...vcpu('v0'), period: { kind: 'range', from: 7 * MS, to: 9 * MS } }],
      W,
    );
    const { period } = chosen(machine([own]));
    expect(period).toBeGreaterThanOrEqual(7 * MS);
    expect(period).toBeLessThanOrEqual(9 * MS);
  });
  test('go with a written budget: the longest period that it serves', () => {
    const budget = 2.786 * MS;
    const found = chosen(machine([domain('d', [vcpu('v0', { budget })], W)]));
    expect(found).toMatchObject({ budget, computed: { period: true, budget: false } });
    const enough = (period: number): boolean => {
      const load = {
        policy: { kind: 'EDF' },
        kernelLatency: 0,
        taskSwitch: 0,
        tasks: W,
        server: 'periodic',
      } as const;
      const least = smallestBudget({ ...load, period, deadline: period, resolution: US });
      return least.kind === 'found' && least.budget <= budget;
    };
    let longest = 0;
    for (let period = MS; period <= 50 * MS; period += US) if (enough(period)) longest = period;
    expect(found.period).toBe(longest);
  });
  test('a VCPU without tasks and without numbers is given nothing', () => {
    const analysis = analyze(system([machine([domain('d', [vcpu('v0')])])]));
    expect(analysis.completed.machines[0]?.domains[0]?.vcpus[0]).toMatchObject({
      period: null,
      budget: null,
    });
    expect(analysis.verdict).toBe('schedulable');
  });
});

describe('choices that have to fit together', () => {
  const rm = { policy: { kind: 'RM', placement: 'partitioned' }, servers: 'deferrable' } as const;

  test.each([
    ['RM', 3, 1.47, 8, 2.7],
    ['EDF', 5, 1.25, 12, 1.6],
  ] as const)(
    'under %s a period that makes the host fail is not chosen where another would not',
    (kind, ...numbers) => {
      const [period, budget, T, C] = (numbers as readonly number[]).map((ms) =>
        Math.round(ms * MS),
      );
      const host = { policy: { kind, placement: 'partitioned' }, servers: 'deferrable' } as const;
      const fixed = domain('fixed', [vcpu('v0', { period: period ?? 0, budget: budget ?? 0 })]);
      const range = { kind: 'range', from: MS, to: T ?? 0 } as const;
      const open = (written?: number) =>
        domain(
          'open',
          [
            {
              ...vcpu('v0'),
              period: written === undefined ? range : { kind: 'fixed', period: written },
            },
          ],
          [task('t', T ?? 0, C ?? 0)],
        );
      const alone = chosen(machine([open()], host)).period ?? 0;
      const verdict = (own: ReturnType<typeof open>) =>
        analyze(system([machine([fixed, own], host)])).machines[0]?.verdict.kind;
      expect(verdict(open(alone))).not.toBe('schedulable');
      expect(verdict(open())).toBe('schedulable');
    },
  );

  test('several are chosen together', () => {
    const open = (name: string) =>
      domain(name, [vcpu('v0')], [task('a', 12 * MS, 1.5 * MS), task('b', 24 * MS, MS)]);
    const domains = [
      domain('fixed', [vcpu('v0', { period: 4 * MS, budget: MS })]),
      open('x'),
      open('y'),
    ];
    const analysis = analyze(system([machine(domains, rm)]));
    expect(analysis.machines[0]?.verdict.kind).toBe('schedulable');
    expect(analysis.domains.every((d) => d.verdict.kind === 'schedulable')).toBe(true);
  });

  test('wherever some pair of round periods works, a choice is found that works', () => {
    const arbitrary = fc.record({
      kind: fc.constantFrom('RM', 'EDF'),
      fixed: fc.record({
        period: fc.integer({ min: 3, max: 12 }),
        share: fc.integer({ min: 10, max: 45 }),
      }),
      open: fc.array(
        fc.record({
          period: fc.integer({ min: 8, max: 24 }),
          share: fc.integer({ min: 4, max: 18 }),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    });
    fc.assert(
      fc.property(arbitrary, ({ kind, fixed: { period, share }, open }) => {
        const policy = { kind, placement: 'partitioned' } as const;
        const base = domain('fixed', [
          vcpu('v0', { period: period * MS, budget: Math.round((period * MS * share) / 100) }),
        ]);
        const own = open.map((o) => [
          task('t', o.period * MS, Math.round((o.period * MS * o.share) / 100)),
        ]);
        const verdict = (periods: readonly (number | undefined)[]): string | undefined => {
          const domains = own.map((tasks, i) => {
            const written = periods[i];
            return domain(
              `o${i}`,
              [vcpu('v0', written === undefined ? {} : { period: written })],
              tasks,
            );
          });
          return analyze(
            system([
              machine([base, ...domains], { policy, servers: 'deferrable', resolution: 10 * US }),
            ]),
          ).machines[0]?.verdict.kind;
        };
        if (verdict(own.map(() => undefined)) === 'schedulable') return;
        const choices = own.map((_, i) =>
          Array.from({ length: open[i]?.period ?? 1 }, (_, n) => (n + 1) * MS),
        );
        const works = (chosenSoFar: readonly number[]): boolean => {
          const list = choices[chosenSoFar.length];
          if (list === undefined) return verdict(chosenSoFar) === 'schedulable';
          return list.some((one) => works([...chosenSoFar, one]));
        };
        expect(works([])).toBe(false);
      }),
      { numRuns: runs(40) },
    );
  });
});

test('what is soft and served by no budget keeps nothing else from being proven', () => {
  const soft = domain(
    's',
    [vcpu('v0', { period: 10 * MS })],
    [task('video', 20 * MS, 20 * MS, { deadline: 5 * MS, soft: {} })],
  );
  const hard = domain('h', [vcpu('v0', { period: 10 * MS })], W);
  const analysis = analyze(system([machine([soft, hard])]));
  expect(analysis.completed.machines[0]?.domains[0]?.vcpus[0]?.budget).toBeNull();
  expect(analysis.verdict).toBe('schedulable');
});

describe('the budgets of a domain that schedules globally', () => {
  const anywhere = (name: string, wcet: number): Task => {
    const { vcpu: _, ...one } = task(name, 20 * MS, wcet);
    return one;
  };
  const tasks = [anywhere('a', 4 * MS), anywhere('b', 4 * MS)];
  const guest = (...vcpus: readonly ReturnType<typeof vcpu>[]) =>
    domain('d', vcpus, tasks, { global: true });
  const onTwoCores = { cores: 2, policy: { kind: 'EDF', placement: 'global' } } as const;
  const completed = (own: ReturnType<typeof guest>, more: MachineParts = {}) => {
    const { domains, completed: whole } = analyze(
      system([machine([own], { ...onTwoCores, ...more })]),
    );
    const vcpus = whole.machines[0]?.domains[0]?.vcpus ?? [];
    return { vcpus, least: domains[0]?.vcpus.map(({ minBudget }) => minBudget) };
  };

  test.each([
    // The other task's 4 ms must be less than 2·(sbf(20 ms) − 4 ms + 1 ns), hence sbf(20 ms) is 6
    // ms.
    [
      'are raised together',
      guest(vcpu('v0', { period: 5 * MS }), vcpu('v1', { period: 5 * MS })),
      [2, 2],
    ],
    [
      'in proportion to their deadlines',
      guest(vcpu('v0', { period: 5 * MS }), vcpu('v1', { period: 10 * MS })),
      [2.4, 4.8],
    ],
    // One VCPU serves both: sbf(20 ms) is 8 ms with 2.6 ms.
    [
      'are nothing beside one that is enough',
      guest(vcpu('v0', { period: 5 * MS, budget: 2.6 * MS }), vcpu('v1', { period: 5 * MS })),
      [2.6, 0],
    ],
  ])('%s, and none could be less', (_, own, budgets) => {
    const { vcpus, least } = completed(own, { resolution: 100 * US });
    expect(vcpus.map(({ budget }) => (budget ?? 0) / MS)).toEqual(budgets);
    expect(least).toEqual(vcpus.map(({ budget }) => budget));
  });

  test('have the period that costs the machine least', () => {
    const switchCosts = anySwitch(300 * US);
    const share = (period?: number) => {
      const own = period === undefined ? {} : { period };
      const { vcpus } = completed(guest(vcpu('v0', own), vcpu('v1', own)), {
        resolution: 100 * US,
        switchCosts,
      });
      return vcpus.reduce(
        (sum, one) => sum + ((one.budget ?? 1e9) + 600 * US) / (one.period ?? 1),
        0,
      );
    };
    const written = Array.from({ length: 20 }, (_, i) => share((i + 1) * MS));
    expect(share()).toBeLessThanOrEqual(Math.min(...written));
  });
});

test('an open period is found where later jobs of a busy period decide', () => {
  const tasks = [task('a', 70 * MS, 26 * MS), task('b', 100 * MS, 62 * MS, { deadline: 118 * MS })];
  const range = { kind: 'range', from: MS, to: 12 * MS } as const;
  const own = domain('d', [{ ...vcpu('v0'), period: range }], tasks, { policy: { kind: 'RM' } });
  const { period, budget } = chosen(machine([own], { resolution: 500 * US }));
  // Only the whole core serves them in time, with any period.
  expect([period, budget]).toEqual([12 * MS, 12 * MS]);
});

test('a search for a period that runs out of steps keeps to what it has tested', () => {
  const load: GuestLoad = { policy: { kind: 'EDF' }, kernelLatency: 0, taskSwitch: 0, tasks: W };
  const prover = new Prover(new AnalysisCache(), {});
  const grid = {
    load,
    server: 'periodic',
    resolution: US,
    from: MS,
    to: 50 * MS,
    costOfStart: 50 * US,
  } as const;
  const share = (steps?: number) => {
    const search = {
      ...searchWith(prover, load),
      ...(steps === undefined ? {} : { steps: countSteps({ steps }) }),
    };
    const found = bestPeriod(grid, search);
    return found === null ? null : (found.budget + 50 * US) / found.period;
  };
  const best = share() ?? 0;
  expect(share(0)).toBeNull();
  expect(share(1_000)).toBeGreaterThan(best);
  expect(share(10_000_000)).toBe(best);
});
