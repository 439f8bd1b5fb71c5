import { expect, test } from 'vitest';
import { completeSystem } from '../../../../scheduling/complete.ts';
import { bestShift } from '../../../../scheduling/simulation/compare/align.ts';
import {
  type ComparedRun,
  compareRuns,
} from '../../../../scheduling/simulation/compare/compare-runs.ts';
import { sideBySide } from '../../../../scheduling/simulation/compare/side-by-side.ts';
import { createSimulation } from '../../../../scheduling/simulation/run/simulate.ts';
import type { Trace } from '../../../../scheduling/simulation/trace.ts';
import { modelOf } from '../../../support/model-of.ts';

const ms = 1_000_000;
const text = `machine m { cores 1 }
domain a on m { vcpu v0 period 10ms budget 2ms task t period 20ms wcet 2ms }
domain b on m { vcpu v0 period 25ms budget 5ms task u period 50ms wcet 4ms }
`;

async function run(of = text, horizon = 400 * ms): Promise<ComparedRun> {
  const simulation = createSimulation(completeSystem(await modelOf(of)), { horizon });
  simulation.runUntil(horizon);
  const result = simulation.result();
  if (result.trace === null) throw new Error('a run keeps its trace');
  return { ...result, trace: result.trace };
}

/** The same trace, as it is seen by somebody who begins to look at an instant. */
function seenFrom(trace: Trace, from: number): Trace {
  const moved = (times: Float64Array<ArrayBuffer>) => times.map((time) => Math.max(0, time - from));
  const { segments, events } = trace;
  return {
    ...trace,
    end: trace.end - from,
    segments: { ...segments, start: moved(segments.start), end: moved(segments.end) },
    events: { ...events, time: moved(events.time) },
  };
}

test('a run is the same as itself', async () => {
  const one = await run();
  const { firstDifference, vcpus, tasks } = compareRuns(one, one, { shift: 0, tolerance: 0 });
  expect(firstDifference).toBe(null);
  expect(vcpus.map(({ apart, differences }) => [apart, differences])).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(tasks.map(({ domain, task }) => `${domain}.${task}`)).toEqual(['a.t', 'b.u']);
});

test('a larger wcet is first seen where the job goes on in one run only', async () => {
  const [one, other] = [await run(), await run(text.replace('wcet 4ms', 'wcet 4.5ms'))];
  const { firstDifference, tasks } = compareRuns(one, other, { shift: 0, tolerance: 0 });
  expect(firstDifference).toMatchObject({ domain: 'b', vcpu: 'v0', runsIn: 'second' });
  // A budget that is kept runs on without work; the guests' own numbers differ.
  const b = tasks.find(({ task }) => task === 'u');
  expect((b?.second?.response.max ?? 0) - (b?.first?.response.max ?? 0)).toBe(0.5 * ms);
});

test('a tolerance hides what is shorter, and a domain of one run only is listed', async () => {
  const one = await run();
  const later = await run(text.replace('budget 2ms', 'budget 2.5ms'));
  expect(compareRuns(one, later, { shift: 0, tolerance: 20 * ms }).firstDifference).toBe(null);
  const alone = await run(text.replace(/domain b.*\n/, ''));
  const { vcpus } = compareRuns(one, alone, { shift: 0, tolerance: 0 });
  expect(vcpus.find(({ domain }) => domain === 'b')).toMatchObject({ second: null, apart: 0 });
});

test('the best shift finds where a second look at a run began', async () => {
  const one = await run();
  for (const from of [30 * ms, 50 * ms]) {
    const later = { ...one, trace: seenFrom(one.trace, from), end: one.end - from };
    const shift = bestShift(one, later);
    // Both VCPUs repeat every 50 ms, so shifts that are whole periods apart are equally good.
    expect((shift - from) % (50 * ms)).toBe(0);
    expect(compareRuns(one, later, { shift, tolerance: 0 }).firstDifference).toBe(null);
  }
});

test('runs without a common time have no difference', async () => {
  const one = await run();
  const { common, firstDifference } = compareRuns(one, one, { shift: 500 * ms, tolerance: 0 });
  expect(common.to).toBeLessThanOrEqual(common.from);
  expect(firstDifference).toBe(null);
});

test('side by side, each run keeps its elements and its times', async () => {
  const [one, other] = [await run(), await run(text.replace('wcet 4ms', 'wcet 3ms'))];
  const { trace, first, begins } = sideBySide(one.trace, other.trace, -7);
  expect(begins).toEqual([7, 0]);
  expect(trace.end).toBe(400 * ms + 7);
  const { segments, names } = trace;
  expect([names.cores.length, names.vcpus.length, names.tasks.length]).toEqual([2, 4, 4]);
  for (let row = 0; row < segments.count; row++) {
    const isFirst = row < one.trace.segments.count;
    const own = isFirst ? one.trace.segments : other.trace.segments;
    const at = isFirst ? row : row - one.trace.segments.count;
    expect(segments.start[row]).toBe((own.start[at] ?? 0) + begins[isFirst ? 0 : 1]);
    expect(segments.core[row]).toBe((own.core[at] ?? 0) + (isFirst ? 0 : first.cores));
    const vcpu = own.vcpu[at] ?? -1;
    expect(segments.vcpu[row]).toBe(vcpu < 0 ? vcpu : vcpu + (isFirst ? 0 : first.vcpus));
  }
  expect(names.vcpus.map(({ core }) => core)).toEqual([0, 0, 1, 1]);
  expect(names.tasks.map(({ vcpu }) => vcpu)).toEqual([0, 1, 2, 3]);
});
