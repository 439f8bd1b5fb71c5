import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServerKind } from '../../../scheduling/model/model.ts';
import { mixedSupply } from '../../../scheduling/supply/mixed-supply.ts';
import type { PeriodicResource } from '../../../scheduling/supply/supply.ts';
import { runs } from '../../support/runs.ts';

const resource = (server: ServerKind, period: number, budget: number, deadline = period) =>
  ({ kind: 'budget', server, period, budget, deadline }) as const satisfies PeriodicResource;

/**
 * The least supply in every window of whole units over the change at 0: before it each budget comes
 * as early as it can, after it as late. A polling server gave up the budget of its first period.
 */
function counted(before: PeriodicResource, after: PeriodicResource, t: number): number {
  let least = Infinity;
  for (let x = 0; x <= t; x++) {
    let sum = 0;
    for (let unit = -x; unit < t - x; unit++) if (supplies(before, after, unit, -x)) sum++;
    least = Math.min(least, sum);
  }
  return least;
}

function supplies(
  before: PeriodicResource,
  after: PeriodicResource,
  unit: number,
  start: number,
): boolean {
  if (unit >= 0) {
    const phase = unit % after.period;
    return phase >= after.deadline - after.budget && phase < after.deadline;
  }
  const begin = Math.floor(unit / before.period) * before.period;
  if (before.server === 'polling' && begin < start) return false;
  return unit - begin < before.budget;
}

const anyResource = fc
  .record({
    server: fc.constantFrom('periodic', 'deferrable', 'polling'),
    period: fc.integer({ min: 1, max: 9 }),
    budget: fc.integer({ min: 1, max: 9 }),
    slack: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ server, period, budget, slack }) => {
    const net = Math.min(budget, period);
    return resource(server, period, net, Math.max(net, period - slack));
  });

/** Two interfaces, often with nearly the same share: many points can hold the least then. */
const anyTwo = fc.oneof(
  fc.tuple(anyResource, anyResource),
  fc
    .record({ first: anyResource, period: fc.integer({ min: 1, max: 12 }), more: fc.nat(2) })
    .map(({ first, period, more }) => {
      const equal = Math.floor((first.budget * period) / first.period);
      const budget = Math.max(1, Math.min(period, equal - 1 + more));
      return [first, resource(first.server, period, budget)] as const;
    }),
);

/** A period between 10 µs and 0.1 s, in ns. */
const length = fc.integer({ min: 10_000, max: 100_000_000 });

describe('the mixture of two supplies', () => {
  test('is the least that any window over the change is sure to get', () => {
    const property = fc.property(anyTwo, ([before, after]) => {
      const { sbf } = mixedSupply({ kind: 'mixed', before, after });
      for (let t = 0; t <= 60; t++) expect(sbf(t), `at ${t}`).toBe(counted(before, after, t));
    });
    fc.assert(property, { numRuns: runs(600) });
  });

  test('repeats from where it says, lies above its line and has its inverse', () => {
    const property = fc.property(anyTwo, ([before, after]) => {
      const mixed = mixedSupply({ kind: 'mixed', before, after });
      const { sbf, inverse, settled, period, bandwidth, latency } = mixed;
      const gain = (bandwidth.numerator * period) / bandwidth.denominator;
      const far = Math.min(settled, 500);
      for (let t = far; t < far + 3 * period; t++) {
        if (t >= settled) expect(counted(before, after, t % 60)).toBe(sbf(t % 60));
        if (t >= settled) expect(sbf(t + period)).toBe(sbf(t) + gain);
        const line = (bandwidth.numerator * (t - latency)) / bandwidth.denominator;
        expect(sbf(t)).toBeGreaterThanOrEqual(line);
      }
      for (let amount = 1; amount < 30; amount++) {
        const reached = inverse(amount);
        expect(sbf(reached)).toBeGreaterThanOrEqual(amount);
        expect(sbf(reached - 1)).toBeLessThan(amount);
      }
    });
    fc.assert(property, { numRuns: runs(60) });
  });

  test('has its inverse at real lengths too, where shares are nearly equal', () => {
    const near = fc.record({
      server: fc.constantFrom('periodic', 'deferrable', 'polling'),
      before: length,
      share: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      after: length,
      more: fc.constantFrom(-1_000_000, -1_000, -1, 0, 1, 1_000, 1_000_000, Infinity),
      budgets: fc.double({ min: 0.01, max: 100, noNaN: true }),
    });
    const property = fc.property(near, ({ server, before, share, after, more, budgets }) => {
      const first = resource(server, before, Math.ceil(before * share));
      const equal = Math.floor((first.budget * after) / before);
      const next = resource(server, after, Math.max(1, Math.min(after, equal + more)));
      const { sbf, inverse } = mixedSupply({ kind: 'mixed', before: first, after: next });
      const amount = Math.ceil(budgets * Math.max(first.budget, next.budget));
      const reached = inverse(amount);
      expect(sbf(reached)).toBeGreaterThanOrEqual(amount);
      expect(sbf(reached - 1)).toBeLessThan(amount);
    });
    fc.assert(property, { numRuns: runs(200) });
  });

  test('falls behind both: trap j gives 12 units nothing', () => {
    const before = resource('periodic', 10, 2, 2);
    const after = resource('periodic', 8, 4, 8);
    expect(mixedSupply({ kind: 'mixed', before, after }).longestGap).toBe(12);
  });
});
