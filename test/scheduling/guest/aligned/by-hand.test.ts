import { describe, expect, test } from 'vitest';
import { tellStep } from '../../../../messages/explain/step.ts';
import { deriveTask, deriveVcpu } from '../../../../scheduling/explain/derivation.ts';
import { accepts } from '../../../../scheduling/guest/accepts.ts';
import { analyzeVcpu } from '../../../../scheduling/guest/analyze-vcpu.ts';
import type { VcpuProblem } from '../../../../scheduling/guest/problem.ts';
import {
  largestWcet,
  periodGrid,
  smallestPeriod,
} from '../../../../scheduling/guest/tolerances.ts';
import type { GuestPolicy, Task } from '../../../../scheduling/model/model.ts';
import type { StaticWindow } from '../../../../scheduling/supply/supply.ts';
import { MS, task } from '../../../support/systems.ts';

/** A guest with aligned releases in windows of a frame; all times are in ms. */
function aligned(
  kind: Exclude<GuestPolicy['kind'], 'RR'>,
  frame: number,
  windows: readonly (readonly [number, number])[],
  tasks: readonly Task[],
  more: Partial<VcpuProblem> = {},
): VcpuProblem {
  const supply = {
    kind: 'windows',
    frame: frame * MS,
    windows: windows.map(([at, length]): StaticWindow => ({ at: at * MS, length: length * MS })),
  } as const;
  const pair = { safe: supply, necessary: supply };
  const load = { policy: { kind }, kernelLatency: 0, taskSwitch: 0, tasks };
  return { ...load, supply: pair, releases: 'aligned', ...more };
}

const ms = (name: string, period: number, wcet: number, deadline: number, offset = 0): Task =>
  task(name, period * MS, wcet * MS, { deadline: deadline * MS, offset: offset * MS });

describe('a guest with aligned releases', () => {
  // Windows 2–5, 12–15, …: a runs 2–4 in each frame, b gets 1 ms in each and ends 5 ms after its
  // second frame began.
  const tight = [ms('a', 10, 2, 5), ms('b', 20, 2, 15, 10)];

  test('responds as it does by hand', () => {
    const { verdict, tasks, test: used, witness } = analyzeVcpu(aligned('DM', 10, [[2, 3]], tight));
    expect(verdict.kind).toBe('schedulable');
    expect(used).toEqual({ name: 'aligned-run', kind: 'exact' });
    expect(tasks.map(({ response, slack }) => [response, slack])).toEqual([
      [4 * MS, MS],
      [15 * MS, 0],
    ]);
    // The stretch of b begins with its release at 10, and its last instant of supply is used.
    expect(witness).toEqual({
      task: 'b',
      from: 10 * MS,
      time: 15 * MS,
      demand: 6 * MS,
      supply: 6 * MS,
    });
  });

  test('shows the late job, and what comes before it, on the axis of the run', () => {
    const late = [ms('a', 10, 2, 5), ms('b', 20, 2, 14, 10)];
    const problem = aligned('DM', 10, [[2, 3]], late);
    const result = analyzeVcpu(problem);
    expect(result.verdict).toMatchObject({
      kind: 'unschedulable',
      reason: { kind: 'miss', task: 'b', late: MS },
    });
    const steps = deriveVcpu(problem, result).map(tellStep);
    expect(steps.map((step) => step.withNumbers).slice(0, 5)).toEqual([
      'of each 10 ms: 2 ms for 3 ms',
      '2 ms/10 ms + 2 ms/20 ms = 0.3000 = 0.3000',
      '10 ms + 2·20 ms = 50 ms',
      'job 0 (counted from 0), released at 10 ms, due at 24 ms, ends at 25 ms only',
      '2·2 ms (a) + 1·2 ms (b) = 6 ms, 5 ms are supplied: 1 ms too little',
    ]);
    const ofTask = deriveTask(problem, result, 'a').map(tellStep);
    expect(ofTask.map((step) => step.withNumbers)).toContain('R = 4 ms ≤ 5 ms');
  });

  test('is unschedulable where the windows give less than it asks for in the long run', () => {
    const heavy = [task('a', 7919, 2400, { deadline: 23_757 }), task('b', 7907, 100)];
    const { verdict } = analyzeVcpu(aligned('EDF', 10, [[0, 3]], heavy), { steps: 20_000 });
    expect(verdict.kind).toBe('unschedulable');
  });

  test('is unknown where the run takes more steps than it may, and says so', () => {
    // The k-th job comes k ns before a window, and is late when it comes within one.
    const supply = { kind: 'windows', frame: 997, windows: [{ at: 0, length: 500 }] } as const;
    const late = [task('t', 8 * 997 - 1, 500, { deadline: 996 })];
    const guest = { ...aligned('EDF', 10, [], late), supply: { safe: supply, necessary: supply } };
    const soon = analyzeVcpu(guest, { steps: 2000 }).verdict;
    expect(soon).toMatchObject({ kind: 'unknown', reason: { doubt: 'run-too-long' } });
    expect(analyzeVcpu(guest).verdict.kind).toBe('unschedulable');
  });

  test('misses where its own work does, however long the run with all that delays it', () => {
    const supply = { kind: 'windows', frame: 997, windows: [{ at: 0, length: 500 }] } as const;
    const tasks = [
      task('proven', 7907, 5, { deadline: 690 }),
      task('late', 7919, 600, { deadline: 700 }),
    ];
    const guest = {
      ...aligned('DM', 10, [], tasks, { kernelLatency: 1 }),
      supply: { safe: supply, necessary: supply },
    };
    const result = analyzeVcpu(guest, { steps: 20_000 });
    expect(result.tasks.map(({ verdict }) => verdict.kind)).toEqual([
      'schedulable',
      'unschedulable',
    ]);
    const shown = deriveTask(guest, result, 'late').map(tellStep);
    expect(shown.map(({ withNumbers }) => withNumbers)).toContain(
      'job 0 (counted from 0), released at 0 ms, due at 700 ns, ends at 1.102 µs only',
    );
    // Who wants a proof only is not told of the late job, for there is no proof to be had.
    expect(accepts(guest, { steps: 20_000 })).toBe(false);
    expect(accepts(guest, { steps: 20_000 }, true)).toBe('unknown');
  });

  test('is proven by every phasing where that is enough, however long the run', () => {
    const primes = [7919, 7907].map((period, index) => task(`t${index}`, period, 5));
    const supply = { kind: 'windows', frame: 997, windows: [{ at: 0, length: 500 }] } as const;
    const { verdict, test: used } = analyzeVcpu(
      { ...aligned('EDF', 10, [], primes), supply: { safe: supply, necessary: supply } },
      { steps: 20_000 },
    );
    expect([verdict.kind, used.name]).toEqual(['schedulable', 'guest-demand']);
  });

  test.each([
    ['a kernel section', { kernelLatency: MS }],
    ['task switches', { taskSwitch: MS }],
  ])('is unknown where only %s can make it late', (_, overhead) => {
    const { verdict, test: used } = analyzeVcpu(aligned('DM', 10, [[2, 3]], tight, overhead));
    expect([verdict.kind, used.kind]).toEqual(['unknown', 'sufficient']);
  });

  test('has a largest wcet, and a smallest period on the grid of the others', () => {
    // From 2 to 5 in each frame: a has room for 3 ms alone, and b's job of 2 ms needs 1 ms of each.
    const problem = aligned('DM', 10, [[2, 3]], [ms('a', 10, 1, 5), ms('b', 20, 2, 15, 10)]);
    expect(largestWcet(problem, 'a', 1000)).toBe(2 * MS);
    expect(periodGrid(problem, 'b', 1000)).toBe(10 * MS);
    // With 10 ms between its jobs, b has 2 ms of each frame beside a.
    expect(smallestPeriod(problem, 'b', 10 * MS)).toBe(10 * MS);
  });
});
