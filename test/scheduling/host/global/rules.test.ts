import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countSteps } from '../../../../scheduling/arithmetic/steps.ts';
import {
  globalEdfDensity,
  globalEdfWindows,
  globalFixedPriority,
} from '../../../../scheduling/host/global/global-window.ts';
import { edfLimitedCarryIn } from '../../../../scheduling/host/global/limited-carry-in.ts';
import {
  edfResponses,
  fixedPriorityResponses,
} from '../../../../scheduling/host/global/response-bounds.ts';
import type { Load } from '../../../../scheduling/host/load.ts';
import { assertWithEnough } from '../../../support/assert-with-enough.ts';
import { runs } from '../../../support/runs.ts';

/** The least share of a core that loads leave, for which all windows that matter are tried. */
const LEAST_LEFT = 0.2;

const leaves = (loads: readonly Load[], cores: number): number =>
  loads.reduce((left, { cost, period }) => left - cost / period, cores);

/** The loads with one of them asking for 1 ns more; `null` where its deadline has no room. */
function dearer(loads: readonly Load[], at: number): readonly Load[] | null {
  const more = loads.map((load, index) => (index === at ? { ...load, cost: load.cost + 1 } : load));
  return more.every(({ cost, deadline }) => cost <= deadline) ? more : null;
}

const systems = fc
  .record({
    cores: fc.integer({ min: 1, max: 3 }),
    drawn: fc.array(
      fc.record({
        period: fc.integer({ min: 2, max: 14 }),
        cut: fc.integer({ min: -9, max: 5 }),
        share: fc.integer({ min: 5, max: 70 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ cores, drawn }) => ({
    cores,
    loads: drawn.map(({ period, cut, share }, order): Load => {
      const deadline = Math.max(1, period - Math.max(0, cut));
      const cost = Math.max(1, Math.floor((deadline * share) / 100));
      return { order, period, deadline, cost, spentBy: deadline, priority: 0 };
    }),
  }))
  .filter(({ cores, loads }) => leaves(loads, cores) >= LEAST_LEFT);

const steps = () => countSteps({ steps: 2_000_000 });
const total = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);
const upTo = (last: number) => Array.from({ length: last + 1 }, (_, n) => n);
/** The sum of the `count` largest. */
const largest = (amounts: readonly number[], count: number) =>
  total(amounts.toSorted((a, b) => b - a).slice(0, count));

/** The work in a window of budgets released and due in it, the first at its begin. */
function due({ period, deadline, cost }: Load, length: number): number {
  let work = 0;
  for (let release = 0; release + deadline <= length; release += period) work += cost;
  return work;
}

/** The work in a window of budgets due in it, the last at its end, each done by its response. */
function dueAtEnd({ period, deadline, cost }: Load, length: number, response: number): number {
  let work = 0;
  for (let end = length; end > 0; end -= period)
    work += Math.min(cost, Math.max(0, end - deadline + response));
  return work;
}

/** The work in a window with the first budget as late as its response lets it, the others early. */
function carrying({ period, cost }: Load, length: number, response: number): number {
  let work = Math.min(cost, length);
  for (let begin = period - (response - cost); begin < length; begin += period)
    work += Math.min(cost, length - begin);
  return work;
}

/** Baruah 2007, theorem 2, at every window that can matter. */
function keepsWithCarryIn(loads: readonly Load[], cores: number): boolean {
  return loads.every((load) =>
    upTo(500).every((beyond) => {
      const length = load.deadline + beyond;
      const most = length - load.cost + 1;
      const each = loads.map((other) => {
        const own = other === load ? load.cost : 0;
        const bound = other === load ? beyond : most;
        const begun = Math.min(due(other, length) - own, bound);
        const carried = Math.min(dueAtEnd(other, length, other.deadline) - own, bound);
        return { begun, more: Math.max(0, carried - begun) };
      });
      const begun = total(each.map((other) => other.begun));
      return (
        begun +
          largest(
            each.map((other) => other.more),
            cores - 1,
          ) <
        cores * most
      );
    }),
  );
}

/** The least response within the deadline that holds cost and interference; `null` if none does. */
function leastResponse(
  { cost, deadline }: Load,
  cores: number,
  interference: (length: number, most: number) => number,
): number | null {
  for (let response = cost; response <= deadline; response++) {
    const most = response - cost + 1;
    if (cost + Math.floor(interference(response, most) / cores) <= response) return response;
  }
  return null;
}

/** Bertogna & Cirinei 2007, theorem 6, until no response becomes shorter. */
function keepsByResponses(loads: readonly Load[], cores: number): boolean {
  const responses = new Map(loads.map((load) => [load, load.deadline]));
  const of = (load: Load) => responses.get(load) ?? load.deadline;
  for (let rounds = 0; rounds < 200; rounds++) {
    for (const load of loads) {
      const others = loads.filter((other) => other !== load);
      const found = leastResponse(load, cores, (length, most) =>
        total(
          others.map((other) =>
            Math.min(
              carrying(other, length, of(other)),
              dueAtEnd(other, load.deadline, of(other)),
              most,
            ),
          ),
        ),
      );
      if (found !== null) responses.set(load, Math.min(found, of(load)));
      if (rounds === 199 && found === null) return false;
    }
  }
  return true;
}

/** Guan, Stigge, Yi & Yu 2009, theorem 3, for shorter periods first. */
function keepsByPriority(loads: readonly Load[], cores: number): boolean {
  const higher: { load: Load; response: number }[] = [];
  for (const load of loads.toSorted(byPeriod)) {
    const response = leastResponse(load, cores, (length, most) => {
      const each = higher.map((other) => {
        const without = Math.min(dueAtEnd(other.load, length, other.load.deadline), most);
        const carried = Math.min(carrying(other.load, length, other.response), most);
        return { without, more: Math.max(0, carried - without) };
      });
      const more = largest(
        each.map((other) => other.more),
        cores - 1,
      );
      return total(each.map((other) => other.without)) + more;
    });
    if (response === null) return false;
    higher.push({ load, response });
  }
  return true;
}

/** Bertogna, Cirinei & Lipari 2005, with what the others ask for in the window of each. */
function keepsInWindows(
  loads: readonly Load[],
  cores: number,
  othersOf: (load: Load) => readonly Load[],
  demand: (other: Load, length: number) => number,
): boolean {
  return loads.every((load) => {
    const room = load.deadline - load.cost + 1;
    const each = othersOf(load).map((other) => Math.min(demand(other, load.deadline), room));
    return total(each) < cores * room;
  });
}

const byPeriod = (a: Load, b: Load): number => a.period - b.period || a.order - b.order;
/** A multiple of every deadline that is drawn. */
const MULTIPLE = 360_360;

/** Goossens, Funk & Baruah 2003, times a multiple of all deadlines. */
function keepsByDensity(loads: readonly Load[], cores: number): boolean {
  const densities = loads.map(({ cost, deadline }) => (cost * MULTIPLE) / deadline);
  return total(densities) <= cores * MULTIPLE - (cores - 1) * Math.max(...densities);
}

const charged = (loads: readonly Load[]) => loads.map((load) => ({ ...load, preemptionCost: 0 }));

test('a budget beyond its deadline is late by what it exceeds it by', () => {
  const late = { order: 0, period: 10, deadline: 10, cost: 12, spentBy: 10, priority: 0 };
  const { loads } = globalEdfWindows([{ ...late, preemptionCost: 3 }], 2);
  expect(loads).toEqual([{ accepted: false, response: null, margin: -5 }]);
});

test('density is exact where it is met to the last ns', () => {
  const of = (cost: number, deadline: number, order: number): Load => {
    return { order, period: deadline, deadline, cost, spentBy: deadline, priority: 0 };
  };
  const full = [of(2, 3, 0), of(1, 3, 1), of(1, 3, 2)];
  expect(globalEdfDensity(full, 2)).toBe(true);
  expect(globalEdfDensity([...full, of(1, 1e15, 3)], 2)).toBe(false);
});

describe('a rule that accepts global servers is its theorem, word by word', () => {
  test.each([
    { name: 'limited carry-in', rule: edfLimitedCarryIn, theorem: keepsWithCarryIn },
    { name: 'responses under EDF', rule: edfResponses, theorem: keepsByResponses },
    {
      name: 'responses under fixed priorities',
      rule: (loads: readonly Load[], cores: number) =>
        fixedPriorityResponses(loads, 'period', cores, steps()),
      theorem: keepsByPriority,
    },
    {
      name: 'windows under EDF',
      rule: (loads: readonly Load[], cores: number) =>
        globalEdfWindows(charged(loads), cores).result === 'accepted',
      theorem: (loads: readonly Load[], cores: number) =>
        keepsInWindows(
          loads,
          cores,
          (load) => loads.filter((other) => other !== load),
          (other, length) => dueAtEnd(other, length, other.deadline),
        ),
    },
    {
      name: 'windows under fixed priorities',
      rule: (loads: readonly Load[], cores: number) =>
        globalFixedPriority(charged(loads), 'period', cores).result === 'accepted',
      theorem: (loads: readonly Load[], cores: number) =>
        keepsInWindows(
          loads,
          cores,
          (load) => loads.filter((other) => byPeriod(other, load) < 0),
          (other, length) => carrying(other, length, other.deadline),
        ),
    },
    { name: 'density', rule: globalEdfDensity, theorem: keepsByDensity },
  ])('$name', ({ rule, theorem }) => {
    let edges = 0;
    const property = fc.property(systems, fc.nat(), ({ cores, loads }, at) => {
      const agree = (each: readonly Load[]) => {
        const keeps = theorem(each, cores);
        expect(rule(each, cores, steps())).toBe(keeps);
        return keeps;
      };
      let next: readonly Load[] | null = loads;
      for (let raised = 0; next !== null && leaves(next, cores) >= LEAST_LEFT; raised++) {
        if (!agree(next)) {
          if (raised > 0) edges++;
          return;
        }
        next = dearer(next, at % loads.length);
      }
    });
    assertWithEnough(property, { numRuns: runs(200), found: () => edges, above: 10 });
  });
});
