import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Load } from '../../../../scheduling/host/load.ts';
import { fixedPriority } from '../../../../scheduling/host/partitioned/fixed-priority-partitioned.ts';
import { runs } from '../../../support/runs.ts';

function load(order: number, period: number, cost: number, deadline = period): Load {
  return { order, period, deadline, cost, spentBy: deadline, priority: 0 };
}

const loads = fc
  .array(
    fc.record({
      period: fc.integer({ min: 1, max: 60 }),
      cut: fc.integer({ min: -9, max: 9 }),
      share: fc.integer({ min: 1, max: 60 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((drawn) =>
    drawn.map(({ period, cut, share }, order) => {
      const cost = Math.max(1, Math.floor((period * share) / 100));
      return load(order, period, cost, Math.max(cost, period - Math.max(0, cut)));
    }),
  );

test('a response is the least time that holds its budget and what precedes it', () => {
  let far = 0;
  fc.assert(
    fc.property(loads, fc.boolean(), (drawn, carried) => {
      const { loads: outcomes } = fixedPriority(drawn, 'period', carried);
      drawn.forEach((own, index) => {
        const higher = drawn.filter(
          (other) =>
            other.period < own.period || (other.period === own.period && other.order < own.order),
        );
        const taken = (time: number) =>
          higher.reduce((sum, { period, cost, spentBy }) => {
            const late = carried ? spentBy - cost : 0;
            return sum + Math.ceil((time + late) / period) * cost;
          }, own.cost);
        let least: number | null = null;
        for (let time = own.cost; time <= own.period && least === null; time++)
          if (taken(time) <= time) least = time;
        expect(outcomes[index]).toMatchObject({
          response: least,
          accepted: least !== null && least <= own.deadline,
        });
        if (least !== null && least > 3 * own.cost) far++;
      });
    }),
    { numRuns: runs(2_000) },
  );
  expect(far).toBeGreaterThan(100);
});

test('a budget below those that leave nothing has no response, however long its period', () => {
  const { result, loads: outcomes } = fixedPriority(
    [load(0, 37, 37), load(1, 1e15, 2_400_000)],
    'period',
    true,
  );
  expect([result, outcomes.map(({ accepted }) => accepted)]).toEqual(['refused', [true, false]]);
});

test('a response that would have to be followed too far is not judged, and those above it are', () => {
  const almost = [load(0, 10_000_000, 5_000_000), load(1, 20_000_003, 9_999_998)];
  const { result, loads: outcomes } = fixedPriority(
    [...almost, load(2, 1e15, 1e6)],
    'period',
    false,
  );
  expect([result, outcomes.map(({ accepted }) => accepted)]).toEqual([
    'too-long',
    [true, true, null],
  ]);
});
