import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServerKind } from '../../../scheduling/model/model.ts';
import { budgetFor, largestBudget, supplyWith } from '../../../scheduling/supply/budget-for.ts';
import type { Supply } from '../../../scheduling/supply/supply.ts';
import {
  HORIZON,
  type SupplyFunction,
  supplyFunction,
} from '../../../scheduling/supply/supply-function.ts';
import { runs } from '../../support/runs.ts';
import { unitSupply } from '../guest/brute-force/unit-supply.ts';
import { changingWindows } from '../guest/small-systems.ts';

/** All ways to choose `count` of the units `0 … size − 1`. */
function* choices(size: number, count: number, from = 0): Generator<readonly number[]> {
  if (count === 0) yield [];
  for (let unit = from; unit <= size - count && count > 0; unit++) {
    for (const rest of choices(size, count - 1, unit + 1)) yield [unit, ...rest];
  }
}

/**
 * The least supply of a window over every start within a period and every legal place of every
 * period's budget. A polling server may give its budget up at any idle moment, so that of the
 * period in which the window begins may be gone.
 */
function leastOverAll(
  server: ServerKind,
  period: number,
  budget: number,
  deadline: number,
  t: number,
): number {
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start < period; start++) {
    let sum = 0;
    for (let k = 0; k * period < start + t; k++) {
      if (server === 'polling' && k === 0) continue;
      let fewest = Number.POSITIVE_INFINITY;
      for (const units of choices(deadline, budget)) {
        const inside = units.filter(
          (unit) => k * period + unit >= start && k * period + unit < start + t,
        );
        fewest = Math.min(fewest, inside.length);
      }
      sum += fewest;
    }
    least = Math.min(least, sum);
  }
  return least;
}

function ready(supply: Supply): SupplyFunction {
  const found = supplyFunction(supply);
  if (found === null) throw new Error('a supply without a function');
  return found;
}

/** Checks all properties of a supply function that follow from its bound. */
function expectConsistent(supply: SupplyFunction, upTo: number): void {
  const { numerator, denominator } = supply.bandwidth;
  let gap = 0;
  for (let t = 0; t <= upTo; t++) {
    const amount = supply.sbf(t);
    if (amount === 0) gap = t;
    expect(amount * denominator).toBeGreaterThanOrEqual(numerator * (t - supply.latency));
    if (t >= supply.settled) {
      expect(supply.sbf(t + supply.period) * denominator).toBe(
        amount * denominator + numerator * supply.period,
      );
    }
  }
  if (upTo > supply.longestGap) expect(supply.longestGap).toBe(gap);
  expect([supply.inverse(0), supply.inverse(-1)]).toEqual([0, 0]);
  for (let amount = 1; amount <= supply.sbf(upTo); amount++) {
    const t = supply.inverse(amount);
    expect(supply.sbf(t)).toBeGreaterThanOrEqual(amount);
    expect(supply.sbf(t - 1)).toBeLessThan(amount);
  }
}

/** Checks that no smaller whole latency would do. */
function expectLeastLatency({ bandwidth, latency, sbf }: SupplyFunction, upTo: number): void {
  const { numerator, denominator } = bandwidth;
  const windows = Array.from({ length: upTo + 1 }, (_, t) => t);
  const isUndercut = (late: number) =>
    windows.some((t) => sbf(t) * denominator < numerator * (t - late));
  if (latency > 0) expect(isUndercut(latency - 1)).toBe(true);
}

const cases: [ServerKind, number, number, number][] = [];
for (const server of ['periodic', 'deferrable', 'polling'] as const) {
  for (let period = 1; period <= 5; period++) {
    for (let deadline = 1; deadline <= period; deadline++) {
      for (let budget = 1; budget <= deadline; budget++)
        cases.push([server, period, budget, deadline]);
    }
  }
}

describe('the supply of a server', () => {
  test.each(cases)(
    '%s, period %i, budget %i, deadline %i: least over all legal schedules',
    (server, period, budget, deadline) => {
      const supply = ready({ kind: 'budget', server, period, budget, deadline });
      for (let t = 0; t <= 4 * period; t++) {
        expect(supply.sbf(t)).toBe(leastOverAll(server, period, budget, deadline, t));
      }
      expectConsistent(supply, 6 * period);
    },
  );

  test('of a budget is the least that gives an amount by an instant', () => {
    const servers = fc.constantFrom<ServerKind>('periodic', 'deferrable', 'polling');
    const integers = (max: number) => fc.integer({ min: 1, max });
    fc.assert(
      fc.property(
        servers,
        integers(40),
        integers(40),
        integers(3),
        integers(200),
        integers(120),
        (server, a, b, resolution, t, amount) => {
          const resource = { server, period: Math.max(a, b), deadline: Math.min(a, b), resolution };
          let least = Number.POSITIVE_INFINITY;
          for (let budget = largestBudget(resource); budget > 0; budget -= resolution) {
            if (supplyWith(resource, budget).sbf(t) >= amount) least = budget;
          }
          expect(budgetFor(resource, t, amount)).toBe(least);
        },
      ),
      { numRuns: runs(5000) },
    );
  });

  test('of a budget is exact for the longest times', () => {
    const servers = fc.constantFrom<ServerKind>('periodic', 'deferrable', 'polling');
    const long = fc.integer({ min: 1, max: 1e15 });
    const time = fc.maxSafeInteger().map((value) => Math.abs(value) % HORIZON);
    fc.assert(
      fc.property(
        servers,
        long,
        long,
        fc.integer({ min: 1, max: 1e6 }),
        time,
        time,
        (server, a, b, resolution, x, y) => {
          const resource = { server, period: Math.max(a, b), deadline: Math.min(a, b), resolution };
          const [amount, t] = [Math.min(x, y) + 1, Math.max(x, y) + 1];
          const found = budgetFor(resource, t, amount);
          const enough = (budget: number) => {
            return (
              budget > 0 &&
              exactSbf(server, resource.period, budget, resource.deadline, t) >= BigInt(amount)
            );
          };
          if (found === Number.POSITIVE_INFINITY)
            expect(enough(largestBudget(resource))).toBe(false);
          else expect([enough(found), enough(found - resolution)]).toEqual([true, false]);
        },
      ),
      { numRuns: runs(3000) },
    );
  });

  test('without a budget is nothing', () => {
    const supply = ready({
      kind: 'budget',
      server: 'periodic',
      period: 4,
      budget: 0,
      deadline: 4,
    });
    expect([supply.sbf(1e9), supply.inverse(1), supply.longestGap]).toEqual([
      0,
      Infinity,
      Infinity,
    ]);
    expect([supply.inverse(0), supply.inverse(-1)]).toEqual([0, 0]);
  });
});

/** The table of the supply, in big integers. */
function exactSbf(
  server: ServerKind,
  period: number,
  budget: number,
  deadline: number,
  t: number,
): bigint {
  const [p, b, d, at] = [BigInt(period), BigInt(budget), BigInt(deadline), BigInt(t)];
  if (server !== 'polling' && b === p) return at;
  const gap = server === 'polling' ? p + d - b : p + d - 2n * b;
  if (at <= gap) return 0n;
  const rest = (at - gap) % p;
  return ((at - gap) / p) * b + (rest < b ? rest : b);
}

describe('the supply of static windows', () => {
  test('is the least over every start in the frame', () => {
    const frames = fc.array(fc.boolean(), { minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(frames, fc.array(fc.boolean(), { maxLength: 14 }), (units, joined) => {
        const frame = units.length;
        const windows: { at: number; length: number }[] = [];
        units.forEach((on, at) => {
          const last = windows.at(-1);
          if (on && joined[at] === true && last !== undefined && last.at + last.length === at) {
            windows[windows.length - 1] = { at: last.at, length: last.length + 1 };
          } else if (on) {
            windows.push({ at, length: 1 });
          }
        });
        const supply = ready({ kind: 'windows', frame, windows: [...windows].reverse() });
        for (let t = 0; t <= 2 * frame; t++) {
          let least = Number.POSITIVE_INFINITY;
          for (let start = 0; start < frame; start++) {
            let sum = 0;
            for (let unit = start; unit < start + t; unit++) if (units[unit % frame]) sum++;
            least = Math.min(least, sum);
          }
          expect(supply.sbf(t)).toBe(least);
          expect(Math.min(...supply.starts().map((start) => start.sbf(t)))).toBe(least);
        }
        if (windows.length > 0) expectConsistent(supply, 3 * frame);
      }),
      { numRuns: runs(1000) },
    );
  });

  test('joins windows that touch across the frame’s end', () => {
    const windows = [
      { at: 0, length: 2 },
      { at: 9, length: 1 },
    ];
    const supply = ready({ kind: 'windows', frame: 10, windows });
    expect([supply.longestGap, supply.starts().length, supply.sbf(10)]).toEqual([7, 1, 3]);
  });

  test('that fill the frame are a core of its own', () => {
    const windows = [
      { at: 4, length: 6 },
      { at: 0, length: 4 },
    ];
    expect(ready({ kind: 'windows', frame: 10, windows }).longestGap).toBe(0);
  });
});

test('a core of its own supplies all the time, credit nothing that is sure', () => {
  const full = ready({ kind: 'full' });
  expect([full.sbf(7), full.inverse(7), full.longestGap, full.latency]).toEqual([7, 7, 0, 0]);
  expect(supplyFunction({ kind: 'none', reason: { kind: 'shares', policy: 'credit' } })).toBeNull();
});

test('of windows that change is the least over every start', () => {
  fc.assert(
    fc.property(changingWindows, (windows) => {
      const supply = ready(windows);
      const { patterns, settled } = unitSupply(windows);
      const given = patterns.map(() => 0);
      for (let t = 0; t <= 3 * settled; t++) {
        expect(supply.sbf(t)).toBe(Math.min(...given));
        patterns.forEach((isOpen, start) => {
          if (isOpen(t)) given[start] = (given[start] ?? 0) + 1;
        });
      }
      expectConsistent(supply, 3 * settled);
      for (const start of supply.starts()) expectLeastLatency(start, 3 * settled);
    }),
    { numRuns: runs(300) },
  );
});
