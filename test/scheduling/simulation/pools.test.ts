import { expect, test } from 'vitest';
import { completeSystem } from '../../../scheduling/complete.ts';
import { jobsOfTrace } from '../../../scheduling/simulation/jobs-of-trace.ts';
import type { SimulationOptions } from '../../../scheduling/simulation/result.ts';
import { simulate } from '../../../scheduling/simulation/run/simulate.ts';
import { eventKinds } from '../../../scheduling/simulation/trace.ts';
import { modelOf } from '../../support/model-of.ts';
import { MS } from '../../support/systems.ts';
import { digestOf } from './engine/digest.ts';

async function ran(text: string, options: SimulationOptions = {}) {
  const written = await modelOf(text);
  const { trace, ...result } = simulate(completeSystem(written), { written, ...options });
  if (trace === null) throw new Error('no trace was kept');
  return { ...result, trace };
}

test('the trace says which machines are pools of which, if there are any', async () => {
  const { trace } = await ran(`
    machine board { cores 3  pool rt { cores 0-1 }  pool fly { cores 2 } }
    machine kit {}
    domain a on board.rt { vcpu v0 period 10ms budget 1ms core 1 }`);
  expect(trace.names.machines).toEqual(['board.rt', 'board.fly', 'kit']);
  expect(trace.names.pools).toEqual([
    { host: 'board', pool: 'rt' },
    { host: 'board', pool: 'fly' },
    null,
  ]);
  expect(trace.names.cores).toEqual([
    { machine: 0, core: 0 },
    { machine: 0, core: 1 },
    { machine: 1, core: 2 },
    { machine: 2, core: 0 },
  ]);
  const { trace: plain } = await ran(`machine kit {}  domain a { vcpu v0 period 10ms budget 1ms }`);
  expect('pools' in plain.names).toBe(false);
});

test('the same seed gives the same bytes, and they are the ones of always', async () => {
  const text = `
    machine board { cores 6  scheduler credit  overheads { switch any -> any 7us }
      pool rt { cores 1, 4  scheduler RTDS }
      pool fly { cores 2  scheduler ARINC653 major-frame 10ms
        window nav.v0 at 1ms for 2ms  window fcs.v0 at 3ms for 4ms }
      pool parts { cores 3, 5  scheduler DM partitioned  servers polling } }
    domain "dom0" on board { type dom0  task backend period 10ms wcet 2ms bcet 100us jitter 3ms }
    domain web on board { task serve period 7ms wcet 3ms bcet 1ms sporadic }
    domain cam on board.rt { vcpu v0 period 5ms budget 2ms extratime
      task grab period 20ms wcet 4ms bcet 1ms jitter 9ms }
    domain lidar on board.rt { vcpu v0 period 7ms budget 3ms
      task scan period 30ms wcet 9ms bcet 2ms sporadic }
    domain nav on board.fly { vcpu v0  task fix period 40ms wcet 5ms bcet 3ms sporadic }
    domain fcs on board.fly { vcpu v0  task law period 10ms wcet 3ms bcet 1ms jitter 1ms }
    domain plc on board.parts { vcpu v0 period 4ms budget 2ms core 5
      task loop period 10ms wcet 2ms bcet 1ms jitter 5ms }
    domain log on board.parts { vcpu v0 period 9ms budget 1ms core 5 }`;
  const digest = async (seed: number) =>
    digestOf((await ran(text, { seed, horizon: 1_000 * MS })).trace);
  expect(await digest(1)).toBe('25b45d0581b0cc85');
  expect(await digest(1)).toBe(await digest(1));
  expect(await digest(2)).not.toBe(await digest(1));
});

test('the worst case of a VCPU is one of its pool, on cores that the pool has', async () => {
  const options = { supply: { domain: 'a', vcpu: 'v0' } };
  const { cores, tasks } = await ran(
    `machine board { cores 7  pool rt { cores 6  servers periodic } }
    domain a on board.rt { scheduler RM  vcpu v0 period 5ms budget 2300us
      task fast period 10ms wcet 1ms  task slow period 20ms wcet 3500us deadline 15ms }`,
    options,
  );
  expect(cores.map(({ machine, core }) => `${machine} ${core}`)).toEqual(['board.rt 6']);
  // The gap is 5.4 ms; 2.3 ms come by 7.7, 12.7 and 17.7, and both tasks need 5.5 ms by 15.
  expect(tasks.map(({ misses, response }) => [misses, response.max])).toEqual([
    [0, 6.4 * MS],
    [1, 16.3 * MS],
  ]);
});

test('a guest that schedules globally has a core for each VCPU there, the pool’s first', async () => {
  const { cores } = await ran(
    `machine board { cores 4  pool rt { cores 1, 3  scheduler EDF global } }
    domain a on board.rt { scheduler EDF global  task t period 40ms wcet 1ms
      vcpu v0 period 10ms budget 2ms  vcpu v1 period 10ms budget 2ms  vcpu v2 period 10ms budget 2ms }`,
    { supply: { domain: 'a', vcpu: 'v0' } },
  );
  expect(cores.map(({ core }) => core)).toEqual([1, 3, 4]);
});

test('Dom0 tests what shall start in any pool of its host, and delays nobody else', async () => {
  const { trace, tasks } = await ran(
    `machine board { cores 2  servers deferrable  admission in dom0 cost 3ms  pool rt { cores 1 } }
    domain "dom0" on board { type dom0  vcpu v0 period 10ms budget 5ms core 0  task work period 40ms wcet 2ms }
    domain a on board.rt { vcpu v0 period 20ms budget 4ms  task t period 80ms wcet 1ms }
    scenario s on board { at 0ms start "dom0"  at 41ms start a  run 300ms }`,
    { scenario: 's' },
  );
  const admits = [...trace.events.kind].flatMap((kind, row) =>
    eventKinds[kind] === 'admit' ? [(trace.events.time[row] ?? 0) / MS] : [],
  );
  // Dom0's own job began at 40, and the test from 41 to 44 delays it.
  expect(admits).toEqual([0, 44]);
  expect(tasks[0]?.response.max).toBe(5 * MS);
  const jobs = jobsOfTrace(trace);
  expect([...jobs.start].filter((_, row) => jobs.task[row] === 1)[0]).toBe(44 * MS);
});
