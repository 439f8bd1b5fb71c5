import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countSteps } from '../../../../scheduling/arithmetic/steps.ts';
import { quietInGuest } from '../../../../scheduling/scenario/changes/guests/quiet-guest.ts';
import {
  quietAfterChanges,
  quietOnCore,
} from '../../../../scheduling/scenario/changes/places/quiet-bound.ts';
import { fullSupply } from '../../../../scheduling/supply/full-supply.ts';
import { runs } from '../../../support/runs.ts';

const server = fc
  .record({ period: fc.integer({ min: 2, max: 12 }), cost: fc.integer({ min: 1, max: 6 }) })
  .chain(({ period, cost }) =>
    fc.record({
      period: fc.constant(period),
      cost: fc.constant(Math.min(cost, period)),
      remaining: fc.integer({ min: 0, max: Math.min(cost, period) }),
      next: fc.integer({ min: 0, max: period }),
    }),
  );

/**
 * The first whole instant after 0 at which nobody has budget, before the replenishments of that
 * instant, where all budgets run down one after the other.
 */
function firstQuiet(
  servers: readonly { period: number; cost: number; remaining: number; next: number }[],
  limit: number,
): number | null {
  let left = servers.reduce((sum, { remaining }) => sum + remaining, 0);
  for (let now = 0; now <= limit; now++) {
    if (now > 0 && left === 0) return now;
    for (const { period, cost, next } of servers)
      if (now >= next && (now - next) % period === 0) left += cost;
    if (left > 0) left--;
  }
  return null;
}

describe('the wait for a quiet instant of a core', () => {
  test('is exact where budgets run down, from where they are', () => {
    const property = fc.property(fc.array(server, { minLength: 1, maxLength: 3 }), (servers) => {
      const bound = quietOnCore(servers);
      const share = servers.reduce((sum, { cost, period }) => sum + cost / period, 0);
      if (share > 1 - 1e-9) expect(bound).toBeNull();
      else expect(bound).toBe(firstQuiet(servers, 100_000));
    });
    fc.assert(property, { numRuns: runs(300) });
  });

  test('is never longer than the one that knows nothing of the run', () => {
    const property = fc.property(fc.array(server, { minLength: 1, maxLength: 3 }), (servers) => {
      const known = quietOnCore(servers);
      const unknown = quietAfterChanges(servers);
      if (known === null || unknown === null) expect(known).toBe(unknown);
      else expect(known).toBeLessThanOrEqual(unknown);
    });
    fc.assert(property, { numRuns: runs(300) });
  });

  test('has no bound where they use the core up', () => {
    expect(
      quietAfterChanges([
        { cost: 5, period: 10 },
        { cost: 1, period: 2 },
      ]),
    ).toBeNull();
    expect(quietAfterChanges([{ cost: 5, period: 10 }])).toBe(10);
    expect(quietAfterChanges([])).toBe(1);
  });
});

describe('the wait for a quiet instant of a guest', () => {
  const staying = [{ cost: 2, period: 10, jitter: 0, next: 3 }];
  test('counts what is pending, and what is released meanwhile', () => {
    expect(quietInGuest(2, staying, fullSupply, countSteps())).toBe(2);
    expect(quietInGuest(4, staying, fullSupply, countSteps())).toBe(6);
  });
  test('has no bound where the tasks use the supply up', () => {
    const full = [{ cost: 10, period: 10, jitter: 0, next: 0 }];
    expect(quietInGuest(1, full, fullSupply, countSteps())).toBeNull();
  });
});
