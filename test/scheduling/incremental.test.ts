import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze, analyzing } from '../../scheduling/analyze.ts';
import { AnalysisCache } from '../../scheduling/choose/cache/cache.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import type { CompletedModel } from '../../scheduling/model/completed.ts';
import type { WindowChoice } from '../../scheduling/model/window-choice.ts';
import { aSystem } from '../support/any-system.ts';
import { aBoard } from '../support/as-pool.ts';
import { runs } from '../support/runs.ts';
import { anySwitch, domain, MS, machine, system, task, vcpu } from '../support/systems.ts';

/** The same content in other objects, as the text gives after every keystroke. */
function copy<T>(value: T): T {
  return structuredClone(value);
}

type Core = WindowChoice['cores'][number];

function chosenCores({ completed }: Analysis): readonly Core[] {
  return completed.machines.flatMap(({ windowChoice }) => windowChoice?.cores ?? []);
}

/**
 * Whether each chosen plan is known to be the best. A plan that is kept without its search is not;
 * a remembered search may tell that it is.
 */
function ranks(analysis: Analysis): readonly boolean[] {
  return chosenCores(analysis).flatMap(({ result }) =>
    result.kind === 'found' ? [result.fewest, result.shortest] : [],
  );
}

function withoutRanks(analysis: Analysis): unknown {
  const unranked = (core: Core) =>
    core.result.kind === 'found'
      ? { ...core, result: { ...core.result, fewest: null, shortest: null } }
      : core;
  const machines = analysis.completed.machines.map(({ windowChoice, ...machine }) =>
    windowChoice === undefined
      ? machine
      : { ...machine, windowChoice: { ...windowChoice, cores: windowChoice.cores.map(unranked) } },
  );
  return { ...analysis, completed: { ...analysis.completed, machines } };
}

describe('what was found before', () => {
  test('makes no difference to what is found', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(aSystem, aBoard), { minLength: 2, maxLength: 4 }), (models) => {
        const cache = new AnalysisCache();
        let previous: CompletedModel | undefined;
        for (const model of [...models, ...models]) {
          const options = previous === undefined ? {} : { previous };
          const anew = analyze(copy(model), options);
          const again = analyze(copy(model), { ...options, cache });
          expect(withoutRanks(again)).toEqual(withoutRanks(anew));
          expect(ranks(again)).toEqual(ranks(anew).map((rank, i) => rank || ranks(again)[i]));
          previous = anew.completed;
        }
      }),
      { numRuns: runs(60) },
    );
  });
  test('is not asked for again: the second analysis takes no step', () => {
    const tasks = [task('a', 20 * MS, 2 * MS), task('b', 40 * MS, 3 * MS)];
    const model = system([machine([domain('d', [vcpu('v0')], tasks, { policy: { kind: 'RM' } })])]);
    const cache = new AnalysisCache();
    let checkpoints = 0;
    const checkpoint = () => {
      checkpoints++;
    };
    analyze(model, { cache, checkpoint });
    expect(checkpoints).toBeGreaterThan(0);
    checkpoints = 0;
    analyze(copy(model), { cache, checkpoint });
    expect(checkpoints).toBe(0);
  });
});

describe('stopping on the way', () => {
  const model = system([
    machine(
      Array.from({ length: 5 }, (_, i) =>
        domain(`d${i}`, [vcpu('v0', { period: 10 * MS })], [task('a', 100 * MS, MS)]),
      ),
    ),
  ]);
  test('in steps the result is the same', () => {
    const steps = analyzing(model);
    let count = 0;
    let step = steps.next();
    while (step.done !== true) {
      count++;
      step = steps.next();
    }
    expect(step.value).toEqual(analyze(model));
    expect(count).toBeGreaterThan(10);
  });
  test('what the checkpoint throws passes through, and what was found by then stays right', () => {
    const tasks = [task('a', 20 * MS, 2 * MS), task('b', 40 * MS, 3 * MS)];
    const open = system([
      machine([
        domain('d', [vcpu('v0')], tasks),
        domain('e', [vcpu('v0')], tasks, { policy: { kind: 'RM' } }),
      ]),
    ]);
    const cache = new AnalysisCache();
    let left = 5;
    const checkpoint = () => {
      if (--left === 0) throw new Error('stop');
    };
    expect(() => analyze(open, { cache, checkpoint })).toThrow('stop');
    expect(analyze(open, { cache })).toEqual(analyze(open));
  });
});

describe('limits', () => {
  test('a core whose exact test would take too long is unknown, and says so', () => {
    // Utilization exactly 1, deadlines below periods, and a common multiple far beyond 2^53.
    const periods = [1_000_003, 1_000_033, 1_000_037, 1_000_039].map((p) => p * 1_000);
    const first = periods.map((period, i) =>
      domain(`d${i}`, [vcpu('v0', { period, budget: period / 1_000, core: 0 })]),
    );
    const rest = domain('rest', [
      vcpu('v0', { period: 1_000_000, budget: 996_000, deadline: 999_000, core: 0 }),
    ]);
    const [result] = analyze(system([machine([...first, rest], { resolution: 1 })])).machines;
    expect(result?.verdict).toMatchObject({
      kind: 'unknown',
      reason: { kind: 'core-too-long' },
    });
  });
  test('a period looked for in a range of hours ends soon, on a coarser grid', () => {
    const tasks = [task('a', 1e13, 1e12), task('b', 3e13, 1e12)];
    let asked = 0;
    const checkpoint = () => {
      asked++;
    };
    const model = system([machine([domain('d', [vcpu('v0')], tasks)], { resolution: 1 })]);
    expect(analyze(model, { checkpoint }).verdict).toBe('schedulable');
    expect(asked).toBeLessThan(100);
  });
  test('numbers no machine could meet give an answer, not an exception', () => {
    const odd = domain(
      'd',
      [vcpu('v0', { period: 1e15, budget: 1e15, deadline: 1e15, core: 0 })],
      [task('a', 1, 1), task('b', 1e15, 1e15)],
    );
    for (const servers of ['periodic', 'deferrable', 'polling'] as const) {
      const switchCosts = anySwitch(1e15);
      const { machines } = analyze(
        system([machine([odd, { ...odd, name: 'e' }], { servers, switchCosts })]),
      );
      expect(machines[0]?.verdict.kind).toBe('unschedulable');
    }
  });
});
