import { expect, test } from 'vitest';
import { stepReasonText } from '../../../../messages/scenario/step-reason.ts';
import { completeSystem } from '../../../../scheduling/complete.ts';
import type { SimulationResult } from '../../../../scheduling/simulation/result.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { modelOf } from '../../../support/model-of.ts';
import { MS } from '../../../support/systems.ts';

/** Stories that the soak has told: what one machine still did to a VCPU that had left it. */

async function played(text: string): Promise<SimulationResult> {
  const written = await modelOf(text);
  const result = simulate(completeSystem(written), { scenario: 's', written });
  expect(result.scenario.map(({ reason }) => reason)).toEqual(result.scenario.map(() => null));
  return result;
}

/** The stretches of time, in ms, in which a VCPU had a core. */
function onCore({ trace }: SimulationResult, domain: string): readonly (readonly number[])[] {
  if (trace === null) throw new Error('no trace was kept');
  const vcpu = trace.names.vcpus.findIndex((each) => each.domain === domain);
  const { segments } = trace;
  return [...segments.vcpu].flatMap((own, row) =>
    own === vcpu
      ? [
          [
            segments.core[row],
            ...[segments.start[row], segments.end[row]].map((at = 0) => at / MS),
          ],
        ].map((each) => each.map((value = -1) => value))
      : [],
  );
}

test('windows of a VCPU that has gone to another machine do not take it off its core there', async () => {
  const result = await played(`
    machine m { scheduler ARINC653  major-frame 8ms  window a.v0 at 0ms for 4ms }
    machine n { scheduler null }
    domain a on m { vcpu v0  task t period 16ms wcet 3ms }
    scenario s on m { at 0ms start a  at 5ms migrate a to n  run 200ms }`);
  expect(result.tasks[0]).toMatchObject({ completed: 13, misses: 0 });
});

test('a VCPU that leaves a credit scheduler leaves its timeslice there', async () => {
  const result = await played(`
    machine m { scheduler credit }  machine n { scheduler EDF partitioned  servers periodic }
    domain b on n { vcpu v0 period 20ms budget 6ms }
    domain a on m { vcpu v0 period 10ms budget 2ms }
    scenario s on m { at 0ms start b  at 1ms start a  at 3ms migrate a to n  run 30ms }`);
  expect(onCore(result, 'a').slice(1)).toEqual([
    [1, 3, 5],
    [1, 13, 15],
    [1, 23, 25],
  ]);
});

test('a guest without tasks goes to windows as its period ends', async () => {
  const result = await played(`
    machine m { servers periodic }
    machine n { scheduler ARINC653  major-frame 8ms  window other.v0 at 0ms for 4ms }
    domain a on m { vcpu v0 period 10ms budget 4ms }
    domain other on n { vcpu v0 }
    scenario s on m { at 0ms start a  at 11ms migrate a to n  run 40ms }`);
  expect(onCore(result, 'a')).toEqual([
    [0, 0, 4],
    [0, 10, 14],
  ]);
});

test('who has a core of its own keeps it when another comes that had it before', async () => {
  const result = await played(`
    machine m { cores 2  scheduler null }
    domain a on m { vcpu v0  task t period 10ms wcet 5ms }
    domain b on m { vcpu v0  vcpu v1  task u period 10ms wcet 5ms on v0  task v period 10ms wcet 5ms on v1 }
    domain c on m { vcpu v0  task w period 10ms wcet 5ms }
    scenario s on m { at 0ms start c  at 12ms start a  run 40ms }`);
  expect(onCore(result, 'c').map(([core]) => core)).toEqual([0, 0, 0, 0]);
  expect(onCore(result, 'a').map(([core]) => core)).toEqual([1, 1, 1]);
});

test('who has a core of its own gives it to another that has it written, and takes a free one', async () => {
  const result = await played(`
    machine m { cores 2  scheduler null }
    domain a on m { vcpu v0 core 0  task t period 10ms wcet 5ms }
    domain c on m { vcpu v0  task w period 10ms wcet 5ms }
    domain d on m { vcpu v0  task x period 10ms wcet 5ms }
    scenario s on m { at 0ms start c  at 12ms start a  run 40ms }`);
  expect(onCore(result, 'a').map(([core]) => core)).toEqual([0, 0, 0]);
  expect(result.tasks.map(({ misses }) => misses)).toEqual([0, 0, 0]);
});

test('a VCPU whose core the hypervisor takes for a test goes on at another', async () => {
  const result = await played(`
    machine m { cores 2  scheduler EDF global  servers periodic  admission in hypervisor cost 1ms }
    domain a on m { vcpu v0 period 20ms budget 19ms  task t period 40ms wcet 18ms }
    domain b on m { vcpu v0 period 20ms budget 1ms }
    scenario s on m { at 0ms start a  at 25ms start b  run 61ms }`);
  expect(onCore(result, 'a').slice(2, 4)).toEqual([
    [0, 21, 25],
    [1, 25, 40],
  ]);
});

test('a task that comes with a move waits for it where only the target serves it', async () => {
  const written = await modelOf(`machine h {
      cores 3
      pool p { cores 1  scheduler EDF partitioned  servers polling }
      pool q { cores 2  scheduler EDF partitioned  servers periodic }
    }
    domain d on h.p { vcpu v0 period 3ms budget 3ms }
    scenario s on h {
      at 0ms   start d
      at 13ms  add task n period 6ms wcet 1ms deadline 2ms to d.v0
      at 13ms  migrate d to h.q
      run 160ms
    }`);
  const { scenario, tasks } = simulate(completeSystem(written), { scenario: 's', written });
  expect(scenario.map(({ admitted }) => admitted)).toEqual([true, true, true]);
  expect(tasks.map(({ misses }) => misses)).toEqual([0]);
  expect(tasks[0]?.jobs).toBeGreaterThan(20);
});

test('a plan is proven with who only waits to leave, and refused for it', async () => {
  const written = await modelOf(`
    machine m { cores 1  scheduler ARINC653 major-frame 8ms
      window a.v0 at 0ms for 5ms  window b.v0 at 5ms for 1ms
      plan other { window a.v0 at 0ms for 2ms  window b.v0 at 2ms for 6ms } }
    machine n { scheduler EDF partitioned  servers periodic }
    domain a on m { vcpu v0 period 2ms budget 1500us  task t period 8ms wcet 4900us }
    domain b on m { vcpu v0 }
    scenario s on m { at 0ms start a, b  at 2ms migrate a to n  at 3ms plan m other  run 200ms }`);
  const { scenario, tasks } = simulate(completeSystem(written), { scenario: 's', written });
  expect(scenario.map(({ admitted }) => admitted)).toEqual([true, true, false]);
  expect(stepReasonText(scenario[2]?.reason ?? null)).toMatch(
    /^as long as a waits to leave, in plan other, a\.v0 would fail/,
  );
  expect(tasks.map(({ misses }) => misses)).toEqual([0]);
});

test('a plan that comes when all who leave are gone is proven without them', async () => {
  const { tasks, scenario } = await played(`
    machine m { cores 1  scheduler ARINC653 major-frame 8ms
      window a.v0 at 0ms for 5ms  window b.v0 at 5ms for 1ms
      plan other { window b.v0 at 2ms for 6ms } }
    machine n { scheduler EDF partitioned  servers periodic }
    domain a on m { vcpu v0 period 2ms budget 1ms  task t period 80ms wcet 3ms }
    domain b on m { vcpu v0 }
    scenario s on m { at 0ms start a, b  at 2ms migrate a to n  at 30ms plan m other  run 300ms }`);
  expect(scenario.at(-1)?.inForce).toBe(32 * MS);
  expect(tasks.map(({ misses }) => misses)).toEqual([0]);
});

test('who comes to a core of its own waits for the guest that only waits to leave it', async () => {
  const { tasks, scenario } = await played(`
    machine m { cores 2  scheduler null }
    machine n { cores 2  scheduler EDF partitioned }
    domain a on m { scheduler EDF global
      vcpu v0 period 10ms budget 10ms  vcpu v1 period 10ms budget 10ms
      task t period 10ms wcet 10ms  task w period 11ms wcet 6ms }
    domain b on m { vcpu v0  task u period 10ms wcet 9ms }
    scenario s on m { at 0ms start a  at 12ms migrate a to n  at 12ms start b  run 100ms }`);
  expect(scenario.map(({ inForce }) => inForce)).toEqual([undefined, 20 * MS, 20 * MS]);
  expect(tasks.map(({ misses }) => misses)).toEqual([0, 0, 0]);
});

test('changes of one step make room for each other, in whatever order they are written', async () => {
  const { scenario } = await played(`
    machine m { cores 1  scheduler EDF partitioned  servers deferrable }
    domain b on m { vcpu v0 period 5ms budget 1ms }
    domain a on m { vcpu v0 period 2ms budget 1ms }
    scenario s on m {
      at 0ms start a, b
      at 1ms set b.v0 budget 2ms
      at 1ms set a.v0 period 3ms budget 1ms
      run 200ms
    }`);
  expect(scenario[1]?.inForce).toBeLessThan(40 * MS);
});

test('a task comes to a guest whose period was chosen and went with its last task, and nobody waits for it', async () => {
  const { scenario, tasks } = await played(`
    machine m { cores 1  scheduler EDF partitioned  servers periodic }
    domain a on m { vcpu v0  task t period 6ms wcet 1ms }
    domain b on m { vcpu v0 period 2ms budget 1ms }
    scenario s on m {
      at 0ms  start a
      at 1ms  remove task a.t
      at 13ms add task n period 6ms wcet 1ms to a.v0
      at 18ms start b
      run 100ms
    }`);
  expect(scenario.slice(2).map(({ inForce }) => inForce)).toEqual([13 * MS, undefined]);
  expect(tasks.find(({ name }) => name === 'n')).toMatchObject({ misses: 0 });
});
