import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { order } from '../../../client/timeline/columns/arrange.ts';
import { paint } from '../../../client/timeline/drawing/look/paint.ts';
import { lanesOf } from '../../../client/timeline/lanes/lane.ts';
import { fullName, layout, layoutHeight } from '../../../client/timeline/lanes/layout.ts';
import { waitingSlices } from '../../../client/timeline/lanes/waiting.ts';
import type { TraceNames } from '../../../scheduling/simulation/trace.ts';

const interval = { period: 5, budget: 2, deadline: 5 };
const names: TraceNames = {
  machines: ['board', 'global'],
  cores: [
    { machine: 0, core: 0 },
    { machine: 0, core: 1 },
    { machine: 1, core: 0 },
  ],
  vcpus: [
    { domain: 'a', vcpu: 'v0', machine: 0, core: 1, ...interval },
    { domain: 'b', vcpu: 'x', machine: 0, core: 0, ...interval },
    { domain: 'g', vcpu: 'v0', machine: 1, core: -1, ...interval },
  ],
  tasks: [
    { domain: 'a', task: 'sense', vcpu: 0, period: 10, deadline: 10, soft: false },
    { domain: 'b', task: 'act', vcpu: 1, period: 10, deadline: 10, soft: false },
    { domain: 'g', task: 'free', vcpu: -1, period: 10, deadline: 10, soft: true },
  ],
};
const lanes = lanesOf(names);
const nothing = { collapsed: new Set<string>(), pinned: new Set<string>(), filter: '' };
const labels = (choice: Partial<typeof nothing>) =>
  layout(lanes, { ...nothing, ...choice }).map(
    ({ lane }) => `${'  '.repeat(lane.depth)}${lane.label}`,
  );
const keyOf = (name: string) => lanes.find((lane) => fullName(lane) === name)?.key ?? '';

describe('lanes', () => {
  test('go from machines over cores and VCPUs to tasks; what is not bound stands below its machine', () => {
    expect(labels({})).toEqual([
      'board',
      '  core 0',
      '    b.x',
      '      act',
      '  core 1',
      '    a.v0',
      '      sense',
      'global',
      '  core 0',
      '  g.v0',
      '  g.free',
    ]);
  });

  test('collapse with all that is below', () => {
    expect(labels({ collapsed: new Set([keyOf('board')]) })).toEqual([
      'board',
      'global',
      '  core 0',
      '  g.v0',
      '  g.free',
    ]);
  });

  test('can be filtered by name, with what is above them; a filter looks into collapsed ones', () => {
    expect(labels({ filter: 'SENS', collapsed: new Set([keyOf('board')]) })).toEqual([
      'board',
      '  core 1',
      '    a.v0',
      '      sense',
    ]);
  });

  test('can be pinned to the top, and are not shown twice', () => {
    expect(labels({ pinned: new Set([keyOf('a.sense')]), filter: 'free' })).toEqual([
      '      sense',
      'global',
      '  g.free',
    ]);
  });

  test('stand below each other without gaps', () => {
    const rows = layout(lanes, nothing);
    rows.forEach((row, at) => {
      expect(row.top).toBe(rows.slice(0, at).reduce((sum, { height }) => sum + height, 0));
    });
    expect(layoutHeight(rows)).toBe(rows.reduce((sum, { height }) => sum + height, 0));
  });
});

describe('lanes of pools', () => {
  const pools = [null, { host: 'board', pool: 'rt' }, { host: 'kit', pool: 'all' }];
  const pooled: TraceNames = {
    machines: ['board', 'board.rt', 'kit.all'],
    pools,
    cores: [
      { machine: 0, core: 1 },
      { machine: 1, core: 0 },
      { machine: 1, core: 2 },
      { machine: 2, core: 0 },
    ],
    vcpus: [
      { domain: 'a', vcpu: 'v0', machine: 0, core: 0, ...interval },
      { domain: 'b', vcpu: 'v0', machine: 1, core: 2, ...interval },
      { domain: 'g', vcpu: 'v0', machine: 2, core: -1, ...interval },
    ],
    tasks: [
      { domain: 'b', task: 'act', vcpu: 1, period: 10, deadline: 10, soft: false },
      { domain: 'g', task: 'free', vcpu: -1, period: 10, deadline: 10, soft: true },
    ],
  };
  const rows = (choice: Partial<typeof nothing> = {}) =>
    layout(lanesOf(pooled), { ...nothing, ...choice });
  const shown = (choice: Partial<typeof nothing> = {}) =>
    rows(choice).map(({ lane }) => `${'  '.repeat(lane.depth)}${lane.label}`);
  const keyOfLane = (name: string) =>
    lanesOf(pooled).find((lane) => fullName(lane) === name)?.key ?? '';

  test('stand below their machine, after its cores, with the physical numbers of theirs', () => {
    expect(shown()).toEqual([
      'board',
      '  core 1',
      '    a.v0',
      '  rt',
      '    core 0',
      '    core 2',
      '      b.v0',
      '        act',
      'kit',
      '  all',
      '    core 0',
      '    g.v0',
      '    g.free',
    ]);
  });

  test('are named in full where they stand alone, and are told apart from machines', () => {
    const [board, , , pool] = lanesOf(pooled);
    expect([board, pool].map((lane) => lane && [lane.kind, fullName(lane)])).toEqual([
      ['machine', 'board'],
      ['pool', 'board.rt'],
    ]);
    expect(new Set(lanesOf(pooled).map(({ key }) => key)).size).toBe(13);
  });

  test('collapse with what is in them, and are found by their names', () => {
    expect(shown({ collapsed: new Set([keyOfLane('board.rt'), keyOfLane('kit')]) })).toEqual([
      'board',
      '  core 1',
      '    a.v0',
      '  rt',
      'kit',
    ]);
    expect(shown({ filter: 'board.R' })).toEqual([
      'board',
      '  rt',
      '    core 0',
      '    core 2',
      '      b.v0',
      '        act',
    ]);
    expect(shown({ filter: 'act' })).toEqual([
      'board',
      '  rt',
      '    core 2',
      '      b.v0',
      '        act',
    ]);
  });
});

describe('ordering rows by a key', () => {
  test('is stable, complete, and leaves negative keys out', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: 6 })), (keys) => {
        const { offsets, rows } = order(keys, 7);
        for (let key = 0; key < 7; key++) {
          const expected = keys.flatMap((value, row) => (value === key ? [row] : []));
          expect([...rows.subarray(offsets[key], offsets[key + 1])]).toEqual(expected);
        }
      }),
    );
  });
});

describe('waiting', () => {
  const stretches = (...parts: readonly (readonly [number, number])[]) => ({
    count: parts.length,
    start: Float64Array.from(parts, ([start]) => start),
    end: Float64Array.from(parts, ([, end]) => end),
  });
  const waits = (
    releases: readonly number[],
    completions: readonly number[],
    ran: ReturnType<typeof stretches>,
    supplied: ReturnType<typeof stretches>,
    end = 100,
  ) => {
    const jobs = releases.map((release, at) => ({ release, until: completions[at] ?? null }));
    const slices = waitingSlices(jobs, ran, supplied, end);
    return Array.from({ length: slices.count }, (_, at) => [
      slices.start[at],
      slices.end[at],
      slices.paint[at] === paint.starved ? 'starved' : 'waiting',
    ]);
  };

  test('is starving where the guest has no core and waiting where another task has it', () => {
    expect(waits([0], [30], stretches([10, 15], [25, 30]), stretches([5, 15], [20, 30]))).toEqual([
      [0, 5, 'starved'],
      [5, 10, 'waiting'],
      [15, 20, 'starved'],
      [20, 25, 'waiting'],
    ]);
  });

  test('goes over jobs that overlap and ends with the run', () => {
    expect(waits([0, 10], [20], stretches([15, 20]), stretches([15, 20]), 40)).toEqual([
      [0, 15, 'starved'],
      [20, 40, 'starved'],
    ]);
  });

  test('never overlaps execution and is within what is pending', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 20 })), { maxLength: 30 }),
        (jobs) => {
          let now = 0;
          const placed = jobs.map(([gap, length]) => {
            const release = now + gap;
            now = release + 2 * length;
            return { release, from: release + length, to: now };
          });
          const ran = stretches(...placed.map(({ from, to }) => [from, to] as const));
          const found = waits(
            placed.map(({ release }) => release),
            placed.map(({ to }) => to),
            ran,
            stretches(),
            now,
          );
          expect(found).toEqual(placed.map(({ release, from }) => [release, from, 'starved']));
        },
      ),
    );
  });
});
