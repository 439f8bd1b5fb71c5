import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accepts } from '../../../scheduling/guest/accepts.ts';
import { analyzeVcpu } from '../../../scheduling/guest/analyze-vcpu.ts';
import { smallestBudget } from '../../../scheduling/guest/smallest-budget.ts';
import type { GuestPolicy, Task } from '../../../scheduling/model/model.ts';
import { runs } from '../../support/runs.ts';
import { task } from '../../support/systems.ts';
import { fixedPriorityPolicy, server } from './small-systems.ts';

const LIMITS = { steps: 100_000 };
const policy = fc.oneof(fc.constant<GuestPolicy>({ kind: 'EDF' }), fixedPriorityPolicy);

/** Tasks with periods of any size, up to days, and with any ratios, deadlines and jitters. */
const tasks: fc.Arbitrary<Task[]> = fc
  .tuple(
    fc.integer({ min: 2, max: 13 }),
    fc.array(
      fc.record({
        factor: fc.integer({ min: 1000, max: 70_000 }),
        share: fc.integer({ min: 1, max: 1000 }),
        deadline: fc.integer({ min: 30, max: 250 }),
        jitter: fc.integer({ min: 0, max: 60 }),
        priority: fc.integer({ min: 1, max: 4 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([magnitude, all]) => {
    const unit = 10 ** (magnitude - 3);
    return all.map(({ factor, share, deadline, jitter, priority }, index) => {
      const period = Math.max(1, Math.floor(factor * unit * 0.7));
      return task(
        `t${index}`,
        period,
        Math.max(1, Math.floor((period / 1000 / all.length) * share * 0.8)),
        {
          deadline: Math.max(1, Math.floor((period / 100) * deadline)),
          jitter: Math.floor((period / 100) * Math.max(0, jitter - 30)),
          priority,
        },
      );
    });
  })
  .filter((all) => all.every((one) => one.deadline <= 1e15 && one.period <= 1e15));

const interfaces = fc.record({
  server,
  divisor: fc.integer({ min: 2, max: 40 }),
  cut: fc.integer({ min: 50, max: 100 }),
  resolution: fc.constantFrom(1, 7, 1000),
});

describe('with times of any length', () => {
  test('the smallest budget is accepted, and one step less is not', () => {
    let found = 0;
    fc.assert(
      fc.property(
        policy,
        tasks,
        interfaces,
        (kind, all, { server: each, divisor, cut, resolution }) => {
          const shortest = Math.min(...all.map((one) => one.period));
          const period = Math.max(1, Math.floor(shortest / divisor));
          const deadline = Math.max(1, Math.floor((period / 100) * cut));
          const load = { policy: kind, tasks: all, kernelLatency: 0, taskSwitch: 0 };
          const result = smallestBudget(
            { ...load, server: each, period, deadline, resolution },
            LIMITS,
          );
          const accepted = (budget: number) => {
            const supply = { kind: 'budget', server: each, period, deadline, budget } as const;
            return accepts(
              { ...load, supply: { safe: supply, necessary: supply } },
              { steps: 300_000 },
            );
          };
          const largest = Math.floor(deadline / resolution) * resolution;
          if (result.kind === 'none') expect(largest > 0 && accepted(largest)).toBe(false);
          if (result.kind !== 'found') return;
          found++;
          expect(result.budget % resolution).toBe(0);
          expect(accepted(result.budget)).toBe(true);
          expect(accepted(result.budget - resolution)).not.toBe(true);
        },
      ),
      { numRuns: runs(1000) },
    );
    expect(found).toBeGreaterThan(runs(1000) / 10);
  });

  test('the witness’s numbers are those that numbers of any size give', () => {
    fc.assert(
      fc.property(tasks, interfaces, (all, { server: each, divisor, cut }) => {
        const period = Math.max(1, Math.floor(Math.min(...all.map((one) => one.period)) / divisor));
        const budget = Math.max(1, Math.floor((period / 100) * cut));
        const supply = {
          kind: 'budget',
          server: each,
          period,
          deadline: period,
          budget,
        } as const;
        const load = {
          policy: { kind: 'EDF' },
          tasks: all,
          kernelLatency: 0,
          taskSwitch: 0,
        } as const;
        const { witness } = analyzeVcpu(
          { ...load, supply: { safe: supply, necessary: supply } },
          LIMITS,
        );
        if (witness === null) return;
        const t = BigInt(witness.time);
        let demand = 0n;
        for (const one of all) {
          const since = t + BigInt(one.jitter) - BigInt(one.deadline);
          if (since >= 0n) demand += (since / BigInt(one.period) + 1n) * BigInt(one.wcet);
        }
        const [p, b] = [BigInt(period), BigInt(budget)];
        const whole = each !== 'polling' && p === b;
        const gap = each === 'polling' ? 2n * p - b : 2n * (p - b);
        const rest = t > gap ? (t - gap) % p : 0n;
        const supplied = whole ? t : t > gap ? ((t - gap) / p) * b + (rest < b ? rest : b) : 0n;
        expect([BigInt(witness.demand), BigInt(witness.supply)]).toEqual([demand, supplied]);
      }),
      { numRuns: runs(1000) },
    );
  });
});
