import { describe, expect, test } from 'vitest';
import { arrange } from '../../../client/timeline/columns/arrange.ts';
import { beginningOf } from '../../../client/timeline/columns/beginning.ts';
import { taskOwner } from '../../../client/timeline/columns/run-columns.ts';
import { paint } from '../../../client/timeline/drawing/look/paint.ts';
import type { Slices } from '../../../client/timeline/drawing/rows/slices.ts';
import { whole } from '../../../client/timeline/drawing/view.ts';
import { budgetCurve } from '../../../client/timeline/lanes/budget-curve.ts';
import { rangeStatistics } from '../../../client/timeline/lanes/range-statistics.ts';
import { RunData } from '../../../client/timeline/lanes/run-data.ts';
import { responseTimes } from '../../../client/timeline/numbers/histogram.ts';
import { stopsOf } from '../../../client/timeline/run/stops.ts';
import { analyze } from '../../../scheduling/analyze.ts';
import type { SimulationOptions } from '../../../scheduling/simulation/result.ts';
import { simulate } from '../../../scheduling/simulation/run/simulate.ts';
import { exampleMessage, systemMessage } from '../../../scripts/bench/pages/panel.ts';

const overloaded = `machine board { cores 2  scheduler RTDS }
domain a on board { scheduler EDF global vcpu x period 4ms budget 2ms vcpu y period 6ms budget 2ms
  task busy period 10ms wcet 5ms task more period 15ms wcet 6ms }
domain b on board { vcpu v period 5ms budget 3ms task late period 10ms wcet 7ms deadline 8ms }
domain c on board { vcpu v period 7ms budget 3ms task late period 20ms wcet 9ms deadline 11ms }
`;

const evening = `machine board { cores 1  servers polling  overheads { switch any -> any 20us } }
domain a on board { scheduler RM vcpu v period 4ms budget 2ms
  task fast period 20ms wcet 2ms  task slow period 40ms wcet 14ms }
domain b on board { scheduler EDF vcpu v period 5ms budget 1ms  task work period 40ms wcet 3ms }
scenario evening on board {
  at 0ms    start a
  at 33ms   start b
  at 90ms   add task extra period 50ms wcet 1ms to b.v
  at 103ms  stop a
  at 160ms  start a
  at 200ms  remove task b.extra
  run 300ms
}
`;

const runs: readonly (readonly [
  string,
  Promise<Awaited<ReturnType<typeof systemMessage>>>,
  SimulationOptions,
])[] = [
  ['the paper testbed', exampleMessage('examples/paper-testbed.hsched'), { horizon: 1e9 }],
  ['a scenario that starts, stops and adds', systemMessage(evening), { scenario: 'evening' }],
  [
    'its worst case',
    exampleMessage('examples/paper-testbed.hsched'),
    { supply: { domain: 'guest1', vcpu: 'v0' } },
  ],
  ['global scheduling at both levels, overloaded', systemMessage(overloaded), { horizon: 3e8 }],
];

const lengthOf = ({ count, start, end }: Slices) => {
  let sum = 0;
  for (let at = 0; at < count; at++) sum += (end[at] as number) - (start[at] as number);
  return sum;
};

const startsBefore = (slices: Slices | null, end: number) =>
  slices === null ? null : rangesOf(slices).filter(([start]) => start < end);

/** The ranges up to `end`. Touching ranges of one color count as one. */
const rangesBefore = (slices: Slices | null, end: number) =>
  slices === null
    ? null
    : rangesOf(slices).flatMap(([from, to]) => (from < end ? [[from, Math.min(to, end)]] : []));

describe.each(runs)('the lanes of %s', async (_, message, options) => {
  const { model } = await message;
  const result = simulate(analyze(model).completed, options);
  if (result.trace === null) throw new Error('the run left no trace');
  const data = new RunData(arrange(result.trace, stopsOf(model.scenarios[0], result.scenario)));
  const { names, segments } = data.run;
  const lanes = (kind: string) => data.lanes.filter((lane) => lane.kind === kind);

  test('show on each core what the engine counted there', () => {
    const { cores } = rangeStatistics(data, 0, data.run.end);
    expect(cores.map(({ busy, overhead, idle }) => [busy, overhead, idle])).toEqual(
      result.cores.map(({ busy, overhead, idle }) => [busy, overhead, idle]),
    );
  });

  test.each([1 / 7, 1 / 3])(
    'show in the first %d of the run what they show there in all of it',
    (share) => {
      const seen = Math.round(data.run.end * share);
      const beginning = new RunData(beginningOf(data.run, seen));
      for (const lane of data.lanes) {
        const [whole, begun] = [data.content(lane), beginning.content(lane)];
        expect(startsBefore(begun.main, seen), lane.label).toEqual(startsBefore(whole.main, seen));
        expect(rangesBefore(begun.low, seen), lane.label).toEqual(rangesBefore(whole.low, seen));
        const events = whole.markers.map(({ kind, times }) => [
          kind,
          times.filter((time) => time < seen),
        ]);
        expect(
          begun.markers.map(({ kind, times }) => [kind, times.filter((time) => time < seen)]),
        ).toEqual(events);
      }
    },
  );

  test('are in order of time, without overlap', () => {
    for (const lane of data.lanes) {
      const { main, low } = data.content(lane);
      for (const slices of [main, low]) {
        for (let at = 1; at < (slices?.count ?? 0); at++) {
          expect(slices?.start[at]).toBeGreaterThanOrEqual(slices?.end[at - 1] ?? 0);
        }
      }
    }
  });

  test('show of each VCPU the supply that the engine counted, and its switches beside', () => {
    for (const lane of lanes('vcpu')) {
      const { main } = data.content(lane);
      if (main === null) continue;
      let supply = 0;
      for (let at = 0; at < main.count; at++) {
        if (main.paint[at] !== paint.switch)
          supply += (main.end[at] as number) - (main.start[at] as number);
      }
      const name = names.vcpus[lane.index];
      const counted = result.vcpus.find(
        (each) => each.domain === name?.domain && each.name === name.vcpu,
      );
      expect(supply, lane.label).toBe(counted?.supply);
    }
  });

  test('show of each task its misses and response times', () => {
    for (const lane of lanes('task')) {
      const name = names.tasks[lane.index];
      const counted = result.tasks.find(
        (each) => each.domain === name?.domain && each.name === name.task,
      );
      const responses = responseTimes(data.run, taskOwner(names, lane.index));
      expect(responses.length === 0 ? null : Math.max(...responses), lane.label).toBe(
        counted?.response.max,
      );
      expect(
        data.misses.filter(({ of, index }) => of === 'task' && index === lane.index).length,
      ).toBe(counted?.misses);
    }
  });

  test('never show a task that waits while it runs', () => {
    for (const lane of lanes('task')) {
      const { main, low } = data.content(lane);
      if (main === null || low === null) continue;
      const both = rangesOf(main)
        .concat(rangesOf(low))
        .sort((a, b) => a[0] - b[0]);
      both.forEach(([start], at) => {
        if (at > 0) expect(start).toBeGreaterThanOrEqual(both[at - 1]?.[1] ?? 0);
      });
      expect(lengthOf(main) + lengthOf(low)).toBeLessThanOrEqual(data.run.end);
    }
  });

  test('show budgets between none and all, never growing but at a replenishment', () => {
    for (const lane of lanes('vcpu')) {
      const budget = names.vcpus[lane.index]?.budget;
      if (typeof budget !== 'number') continue;
      const content = data.content(lane);
      const view = { ...whole(data.run.end, 1000), scale: 60_000 };
      const full = new Set(content.markers.find(({ kind }) => kind === 'replenish')?.times);
      const points = budgetCurve(data.run, content, () => budget, view);
      points.forEach(({ time, share }, at) => {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        const before = points[at - 1];
        if (before === undefined) return;
        expect(time).toBeGreaterThanOrEqual(before.time);
        if (share > before.share) expect(full.has(time), `${lane.label} at ${time}`).toBe(true);
      });
    }
  });

  test('find every miss by going from one to the next', () => {
    let time = -1;
    for (const time_ of new Set(data.misses.map((miss) => miss.time))) {
      const next = data.missAfter(time);
      expect(next?.time).toBe(time_);
      time = next?.time ?? Number.POSITIVE_INFINITY;
      expect(data.missBefore(time + 1)?.time).toBe(time);
    }
    expect(data.missAfter(time)).toBeUndefined();
    expect(segments.count).toBeGreaterThan(0);
  });
});

test('a job that was stopped waits no longer', async () => {
  const { model } = await systemMessage(evening);
  const { trace, scenario } = simulate(analyze(model).completed, { scenario: 'evening' });
  if (trace === null) throw new Error('the run left no trace');
  const data = new RunData(arrange(trace, stopsOf(model.scenarios[0], scenario)));
  const slow = data.lanes.find(({ label }) => label === 'slow');
  const low = slow === undefined ? null : data.content(slow).low;
  const waits = low === null ? [] : rangesOf(low);
  const stopped = 103e6;
  const started = 160e6;
  expect(waits.some(([, end]) => end === stopped)).toBe(true);
  expect(waits.filter(([start, end]) => start < started && end > stopped)).toEqual([]);
  expect(waits.some(([start]) => start >= started)).toBe(true);
});

function rangesOf({ count, start, end }: Slices): (readonly [number, number])[] {
  return Array.from(
    { length: count },
    (_, at) => [start[at] as number, end[at] as number] as const,
  );
}
