import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guestDemand } from '../../../scheduling/demand/guest-demand.ts';
import { compareUtilization } from '../../../scheduling/demand/utilization.ts';
import { leastBudgetByUtilization } from '../../../scheduling/guest/least-budget.ts';
import { runs } from '../../support/runs.ts';
import { task } from '../../support/systems.ts';

const long = fc.integer({ min: 1, max: 1e15 });
const pairs = fc.array(fc.tuple(long, long), { minLength: 1, maxLength: 6 });

function columnsOf(of: readonly (readonly [number, number])[]) {
  const tasks = of.map(([a, b], index) => task(`t${index}`, Math.max(a, b), Math.min(a, b)));
  return guestDemand({ policy: { kind: 'EDF' }, tasks, kernelLatency: 0, taskSwitch: 0 }, 'safe');
}

/** `Σ C/T` over one common denominator. */
function summed(of: readonly (readonly [number, number])[]): readonly [bigint, bigint] {
  let [numerator, denominator] = [0n, 1n];
  for (const [a, b] of of) {
    const [cost, period] = [BigInt(Math.min(a, b)), BigInt(Math.max(a, b))];
    numerator = numerator * period + cost * denominator;
    denominator *= period;
  }
  return [numerator, denominator];
}

test('utilization is compared exactly, however close', () => {
  fc.assert(
    fc.property(pairs, long, long, fc.integer({ min: -1, max: 1 }), (of, p, q, off) => {
      const columns = columnsOf(of);
      const [numerator, denominator] = summed(of);
      const period = Math.max(p, q);
      // A bandwidth as close to the utilization as the period allows, or one step off.
      const near = Number((numerator * BigInt(period)) / denominator) + off;
      for (const budget of [Math.min(p, q), near]) {
        if (budget < 0 || !Number.isSafeInteger(budget)) continue;
        const exact = numerator * BigInt(period) - BigInt(budget) * denominator;
        const sign = exact > 0n ? 1 : exact < 0n ? -1 : 0;
        expect(compareUtilization(columns, { numerator: budget, denominator: period })).toBe(sign);
      }
    }),
    { numRuns: runs(3000) },
  );
});

test('the least budget by utilization is the least on the grid that is not below it', () => {
  fc.assert(
    fc.property(pairs, long, fc.integer({ min: 1, max: 1e6 }), (of, period, resolution) => {
      const columns = columnsOf(of);
      const [numerator, denominator] = summed(of);
      const found = leastBudgetByUtilization(
        columns,
        { server: 'periodic', period, deadline: period, resolution },
        columns.count,
      );
      const enough = (budget: number) => BigInt(budget) * denominator >= numerator * BigInt(period);
      if (!Number.isSafeInteger(found)) return;
      expect(found % resolution).toBe(0);
      expect(enough(found)).toBe(true);
      expect(found === resolution || !enough(found - resolution)).toBe(true);
    }),
    { numRuns: runs(3000) },
  );
});
