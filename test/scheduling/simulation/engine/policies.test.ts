import { describe, expect, test } from 'vitest';
import { jobsCsv } from '../../../../formats/jobs-csv.ts';
import { completeSystem } from '../../../../scheduling/complete.ts';
import type { SimulationResult } from '../../../../scheduling/simulation/result.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { asWritten } from '../../../support/as-written.ts';
import { modelOf, modelOfFile } from '../../../support/model-of.ts';

const MS = 1_000_000;

async function ran(text: string, horizon = 100 * MS): Promise<SimulationResult> {
  return simulate(asWritten(await modelOf(text)), { horizon });
}

/** `task: start–finish` of every job, in ms. */
function jobs({ trace }: SimulationResult): readonly string[] {
  if (trace === null) throw new Error('no trace was kept');
  const lines = [...jobsCsv(trace)].join('').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [, task, , , , start, finish] = line.split(',');
    const ms = (time: string | undefined): string => (time === '' ? '' : String(Number(time) / MS));
    return `${task}: ${ms(start)}–${ms(finish)}`;
  });
}

describe('shares of a recorded Xen', () => {
  test('rt1, rt2 and hog get what they got there, within one percentage point', async () => {
    const { vcpus } = simulate(completeSystem(await modelOfFile('examples/xen-trace.hsched')), {
      horizon: 2000 * MS,
    });
    const share = (domain: string): number =>
      (100 * (vcpus.find((vcpu) => vcpu.domain === domain)?.supply ?? 0)) / (2000 * MS);
    expect(Math.abs(share('rt1') - 20.6)).toBeLessThan(1);
    expect(Math.abs(share('rt2') - 30.6)).toBeLessThan(1);
    expect(Math.abs(share('hog') - 20.4)).toBeLessThan(1);
  });
});

describe('ARINC 653', () => {
  test('a partition runs in its windows alone, and its switch comes out of them', async () => {
    const result = await ran(`
      overheads o { switch any -> any 100us }
      machine m { scheduler ARINC653 major-frame 50ms  overheads o
        window a.v0 at 0ms for 10ms  window b.v0 at 10ms for 10ms  window a.v0 at 30ms for 5ms }
      domain a on m { vcpu v0  task t period 50ms wcet 12ms }
      domain b on m { vcpu v0  task u period 50ms wcet 1ms }`);
    expect(jobs(result)).toEqual(['t: 0.1–32.2', 't: 50.1–82.2', 'u: 10.1–11.1', 'u: 60.1–61.1']);
    // In each frame: into a, b, idle, a, idle.
    expect(result.cores[0]).toMatchObject({ overhead: 10 * 100_000 });
  });

  test('windows that touch across the end of the frame are one', async () => {
    const result = await ran(
      `
      overheads o { switch any -> any 100us }
      machine m { scheduler ARINC653 major-frame 20ms  overheads o
        window a.v0 at 0ms for 5ms  window a.v0 at 15ms for 5ms }
      domain a on m { vcpu v0  task t period 20ms wcet 7ms }`,
      40 * MS,
    );
    expect(jobs(result)).toEqual(['t: 0.1–17.2', 't: 20–37.1']);
  });
});

describe('null', () => {
  test('each VCPU has a core of its own, and switches cost nothing', async () => {
    const result = await ran(
      `
      overheads o { switch any -> any 1ms }
      machine m { cores 2  scheduler null  overheads o }
      domain a on m { vcpu v0  task t period 50ms wcet 10ms }
      domain b on m { vcpu v0  task u period 25ms wcet 5ms }`,
      50 * MS,
    );
    expect(jobs(result)).toEqual(['t: 0–10', 'u: 0–5', 'u: 25–30']);
    expect(result.cores.map(({ busy, overhead }) => [busy, overhead])).toEqual([
      [10 * MS, 0],
      [10 * MS, 0],
    ]);
  });
});

describe('RTDS', () => {
  test('extra time is taken when nobody of a higher level wants the core', async () => {
    const result = await ran(
      `
      machine m { scheduler RTDS }
      domain greedy on m { vcpu v0 period 10ms budget 2ms extratime }
      domain modest on m { vcpu v0 period 10ms budget 3ms }
      domain timely on m { vcpu v0 period 20ms budget 5ms  task t period 20ms wcet 4ms offset 10ms }`,
      100 * MS,
    );
    const supply = result.vcpus.map((vcpu) => vcpu.supply / MS);
    expect(supply).toEqual([100 - 30 - 20, 30, 20]);
    expect(result.tasks[0]?.response.max).toBe(9 * MS);
  });

  test('without it, a budget is a limit', async () => {
    const { vcpus, cores } = await ran(
      'machine m { scheduler RTDS } domain d on m { vcpu v0 period 10ms budget 2ms }',
    );
    expect([vcpus[0]?.supply, cores[0]?.idle]).toEqual([20 * MS, 80 * MS]);
  });
});

describe('guests that schedule globally', () => {
  test('the first jobs run, one already running keeps its VCPU, none runs on two', async () => {
    const result = await ran(
      `
      machine m { cores 2  scheduler null }
      domain d on m { scheduler FP global  vcpu v0  vcpu v1
        task low period 100ms wcet 10ms priority 1
        task middle period 100ms wcet 10ms priority 2
        task high period 100ms wcet 4ms priority 3 offset 2ms }`,
      100 * MS,
    );
    expect(jobs(result)).toEqual(['low: 0–14', 'middle: 0–10', 'high: 2–6']);
  });

  test('a job goes on where there is supply: VCPUs have work together, as long as the guest has', async () => {
    const result = await ran(
      `
      machine m { cores 2  scheduler EDF partitioned  servers deferrable }
      domain d on m { scheduler EDF global
        vcpu v0 period 20ms budget 3ms core 0  vcpu v1 period 20ms budget 10ms core 1
        task t period 100ms wcet 8ms }`,
      100 * MS,
    );
    expect(jobs(result)).toEqual(['t: 0–8']);
    expect(result.vcpus.map((vcpu) => vcpu.supply / MS)).toEqual([3, 8]);
  });
});

describe('switches', () => {
  test('one that is overtaken is abandoned, and the next begins from the VCPU that was being switched to', async () => {
    const result = await ran(
      `
      overheads o { switch idle -> late 2ms  switch late -> soon 3ms  switch idle -> soon 7ms }
      machine m { scheduler EDF partitioned  overheads o }
      domain late on m { vcpu v0 period 50ms budget 20ms core 0  task t period 50ms wcet 1ms }
      domain soon on m { vcpu v0 period 10ms budget 5ms core 0  task u period 100ms wcet 1ms offset 1ms }`,
      40 * MS,
    );
    // idle → late begins at 0, is overtaken at 1; late → soon takes 3.
    expect(jobs(result)).toEqual(['t: 5–6', 'u: 4–5']);
    expect(result.cores[0]?.overhead).toBe(4 * MS);
  });

  test('a task switch is paid for the first task too, and going idle unloads nothing', async () => {
    const result = await ran(
      `
      machine m { scheduler null }
      domain d on m { scheduler FP  task-switch 1ms  vcpu v0
        task t period 20ms wcet 2ms priority 1  task u period 100ms wcet 3ms priority 2 offset 22ms }`,
      60 * MS,
    );
    expect(jobs(result)).toEqual(['t: 1–3', 't: 20–22', 't: 41–43', 'u: 23–26']);
  });
});

describe('what is left open', () => {
  test('a VCPU without a budget that would do never runs, and the run says so', async () => {
    const model = await modelOf(`
      machine m { scheduler EDF partitioned }
      domain d on m { vcpu v0 period 20ms core 0  task t period 10ms wcet 9ms deadline 9ms
        task u period 10ms wcet 9ms deadline 9ms }`);
    const { notes, tasks } = simulate(completeSystem(model), { horizon: 100 * MS });
    expect(notes).toEqual(['d.v0 never runs: it has no budget, and none would do for its tasks.']);
    expect(tasks.map(({ misses }) => misses)).toEqual([10, 10]);
  });

  test('the length is the hyperperiod and the largest offset below 10 s, else 10 s', async () => {
    const length = async (tasks: string): Promise<readonly [number, string]> => {
      const { horizon, horizonChosen } = simulate(
        asWritten(await modelOf(`machine m { scheduler null } domain d on m { vcpu v0 ${tasks} }`)),
      );
      return [horizon, horizonChosen];
    };
    expect(
      await length('task t period 6ms wcet 1ms  task u period 4ms wcet 1ms offset 3ms'),
    ).toEqual([15 * MS, 'hyperperiod']);
    expect(await length('task t period 9999ms wcet 1ms offset 1ms')).toEqual([
      10_000 * MS,
      'default',
    ]);
    expect(await length('')).toEqual([10_000 * MS, 'default']);
  });
});
