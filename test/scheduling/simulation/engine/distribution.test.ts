import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DistributionRecorder } from '../../../../scheduling/simulation/engine/distribution.ts';
import { runs } from '../../../support/runs.ts';

function recorded(values: readonly number[]): DistributionRecorder {
  const recorder = new DistributionRecorder();
  for (const value of values) recorder.record(value);
  return recorder;
}

/** The least value that at least this percentage of all values does not exceed. */
function nearestRank(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil((percent * values.length) / 100) - 1] as number;
}

test('without values there is nothing to say', () => {
  expect(recorded([]).summary()).toEqual({
    min: null,
    mean: null,
    p95: null,
    p99: null,
    max: null,
  });
});

test('all of it is exact while there are few different values, however often they come', () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 2 ** 44 }));
  const lists = fc.array(value, { minLength: 1, maxLength: 400 });
  const property = fc.property(lists, (values) => {
    const sum = values.reduce((total, one) => total + one, 0);
    expect(recorded(values).summary()).toEqual({
      min: Math.min(...values),
      mean: sum / values.length,
      p95: nearestRank(values, 95),
      p99: nearestRank(values, 99),
      max: Math.max(...values),
    });
  });
  fc.assert(property, { numRuns: runs(500) });
});

test('with very many a percentile is too large by less than 0.1 %, and never too small', () => {
  let state = 1;
  const values = Array.from({ length: 60_000 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 1000 + state * 7;
  });
  const summary = recorded(values).summary();
  expect(summary.min).toBe(Math.min(...values));
  expect(summary.max).toBe(Math.max(...values));
  expect(summary.mean).toBe(values.reduce((sum, value) => sum + value, 0) / values.length);
  for (const [percent, found] of [
    [95, summary.p95],
    [99, summary.p99],
  ] as const) {
    const exact = nearestRank(values, percent);
    expect(found).toBeGreaterThanOrEqual(exact);
    expect(found).toBeLessThan(exact * 1.001);
  }
});
