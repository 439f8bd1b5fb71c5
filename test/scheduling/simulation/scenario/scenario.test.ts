import { expect, test } from 'vitest';
import { actionText } from '../../../../messages/scenario/action.ts';
import { tellRun } from '../../../../messages/simulation/told-run.ts';
import { completeSystem } from '../../../../scheduling/complete.ts';
import { jobsOfTrace } from '../../../../scheduling/simulation/jobs-of-trace.ts';
import { SimulationRefused } from '../../../../scheduling/simulation/refused.ts';
import type { SimulationResult } from '../../../../scheduling/simulation/result.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { eventKinds, segmentKinds } from '../../../../scheduling/simulation/trace.ts';
import { modelOf } from '../../../support/model-of.ts';

const MS = 1_000_000;

async function played(text: string): Promise<SimulationResult> {
  const written = await modelOf(text);
  return simulate(completeSystem(written), { scenario: 's', written });
}

/** The releases of each task's first and last job, in ms. */
function lives({ trace }: SimulationResult): Readonly<Record<string, readonly [number, number]>> {
  if (trace === null) throw new Error('no trace was kept');
  const jobs = jobsOfTrace(trace);
  const found: Record<string, readonly [number, number]> = {};
  for (let row = 0; row < jobs.count; row++) {
    const task = trace.names.tasks[jobs.task[row] as number];
    const name = `${task?.domain}.${task?.task}`;
    const release = (jobs.release[row] as number) / MS;
    found[name] = [found[name]?.[0] ?? release, release];
  }
  return found;
}

function decisions({ trace }: SimulationResult): readonly (readonly [number, string, number])[] {
  const { events } = trace ?? { events: null };
  const found: [number, string, number][] = [];
  for (let i = 0; i < (events?.count ?? 0); i++) {
    const kind = eventKinds[events?.kind[i] as number];
    if (kind !== 'admit' && kind !== 'refuse') continue;
    found.push([(events?.time[i] as number) / MS, kind, events?.job[i] as number]);
  }
  return found;
}

const light = (name: string): string =>
  `domain ${name} on m { vcpu v0 period 10ms budget 4ms core 0  task t period 40ms wcet 2ms }`;

test('what would not fit is refused, and leaves everything as it was', async () => {
  const result = await played(`machine m { servers periodic }
    ${light('a')} ${light('b')} ${light('c')}
    scenario s on m { at 0ms start a, b  at 50ms start c  run 200ms }`);
  expect(
    result.scenario.map(({ at, action, admitted }) => [at / MS, actionText(action), admitted]),
  ).toEqual([
    [0, 'start a, b', true],
    [50, 'start c', false],
  ]);
  expect(result.scenario[1]?.reason).toMatchObject({
    kind: 'would-fail',
    element: { kind: 'core', machine: 'm', core: 0 },
  });
  expect(lives(result)['c.t']).toBeUndefined();
});

test('tasks come and go', async () => {
  const result = await played(`machine m { servers periodic }
    domain a on m { vcpu v0 period 10ms budget 8ms core 0  task t period 40ms wcet 2ms }
    scenario s on m {
      at 0ms start a
      at 60ms add task extra period 20ms wcet 1ms to a.v0
      at 130ms remove task a.extra
      at 150ms add task extra period 50ms wcet 1ms to a.v0
      run 300ms }`);
  const { tasks } = result;
  expect(tasks.map(({ name, jobs, misses }) => [name, jobs, misses])).toEqual([
    ['t', 8, 0],
    ['extra', 4, 0],
    ['extra', 3, 0],
  ]);
});

test('the test runs in Dom0 as its most urgent job, and the load is there when it has passed', async () => {
  const result = await played(`machine m { servers deferrable  admission in dom0 cost 3ms }
    domain "dom0" on m { type dom0  vcpu v0 period 10ms budget 5ms core 0  task work period 40ms wcet 2ms }
    domain a on m { vcpu v0 period 20ms budget 4ms core 0  task t period 80ms wcet 1ms }
    scenario s on m { at 0ms start "dom0"  at 41ms start a  run 300ms }`);
  // Dom0's own job began at 40, and the test from 41 to 44 delays it.
  expect(decisions(result)).toEqual([
    [0, 'admit', 0],
    [44, 'admit', 1],
  ]);
  expect(lives(result)['a.t']).toEqual([44, 284]);
  expect(result.tasks[0]?.response.max).toBe(5 * MS);
});

test('in the hypervisor it stops the first core, and is nobody’s time', async () => {
  const result = await played(`machine m { servers periodic  admission in hypervisor cost 1ms }
    ${light('a')} domain b on m { vcpu v0 period 20ms budget 1ms core 0  task t period 90ms wcet 100us }
    scenario s on m { at 0ms start a  at 40500us start b  run 200ms }`);
  expect(decisions(result)).toEqual([
    [1, 'admit', 0],
    [41.5, 'admit', 1],
  ]);
  expect(result.cores[0]?.overhead).toBe(2 * MS);
  // a's job of 41 has to wait until 41.5.
  expect(result.tasks[0]?.response.max).toBe(2.5 * MS);
  const kinds = new Set([...(result.trace?.segments.kind ?? [])].map((kind) => segmentKinds[kind]));
  expect(kinds).toContain('admission');
});

test('what is still tested when the run ends is not admitted, and says why', async () => {
  const result = await played(`machine m { servers periodic  admission in hypervisor cost 1ms }
    ${light('a')} domain b on m { vcpu v0 period 20ms budget 1ms core 0  task t period 90ms wcet 100us }
    scenario s on m { at 0ms start a  at 79500us start b  at 79600us stop a  at 90ms stop b  run 80ms }`);
  // The stop at 79.6 waits behind the test; that of 90 is in no run of 80.
  expect(decisions(result)).toEqual([[1, 'admit', 0]]);
  expect(result.scenario).toMatchObject([
    { index: 0, admitted: true, reason: null },
    { index: 1, admitted: false, reason: { kind: 'untested' } },
    { index: 2, admitted: false, reason: { kind: 'untested' } },
  ]);
  const told = tellRun(result).scenario[1]?.reason;
  expect(told).toBe('the run ended before its admission test did');
});

test('under fixed priorities it waits until nobody has anything to do', async () => {
  // Either of a and b leaves c, with its response of 19.2 ms, in time; three periods of a and two
  // of b would not.
  const result = await played(`machine m { scheduler RM partitioned  servers periodic }
    domain a on m { vcpu v0 period 4ms budget 2ms core 0 }
    domain b on m { vcpu v0 period 5ms budget 2500us core 0  task t period 50ms wcet 100us }
    domain c on m { vcpu v0 period 20ms budget 9200us core 0 }
    scenario s on m { at 0ms start a, c  at 10ms stop a  at 10ms start b  run 100ms }`);
  expect(lives(result)['b.t']?.[0]).toBe(15.2);
  expect(result.vcpus.find(({ domain }) => domain === 'c')).toMatchObject({
    supply: 5 * 9.2 * MS,
    lost: 0,
  });
});

test('who takes the core that another leaves starts when it has left', async () => {
  const result = await played(`machine m { cores 2  servers periodic }
    domain still on m { vcpu v0 period 10ms budget 3ms core 1  task t period 40ms wcet 1ms }
    domain moves on m { vcpu v0 period 10ms budget 5ms         task t period 40ms wcet 1ms }
    domain fixed on m { vcpu v0 period 10ms budget 9ms core 0  task t period 40ms wcet 7ms }
    domain never on m { vcpu v0 period 10ms budget 6ms core 1 }
    scenario s on m { at 0ms start moves  at 0ms start still  at 22ms start fixed  run 200ms }`);
  expect(result.scenario.every(({ admitted }) => admitted)).toBe(true);
  expect(lives(result)['fixed.t']?.[0]).toBe(30);
  expect(result.vcpus.find(({ domain }) => domain === 'moves')?.migrations).toBe(1);
});

test('one that has moved, was stopped and starts again does so where it was declared', async () => {
  const result = await played(`machine m { servers periodic }  machine n { servers periodic }
    domain a on m { vcpu v0 period 10ms budget 5ms }
    scenario s on m { at 0ms start a  at 20ms migrate a to n  at 40ms stop a  at 60ms start a  run 80ms }`);
  // It leaves as its period ends, at 30.
  expect(result.cores.map(({ busy }) => busy / MS)).toEqual([25, 5]);
});

test('one that moves to a machine where another comes at that instant runs there', async () => {
  const result =
    await played(`machine m { servers periodic }  machine n { scheduler FP partitioned  servers periodic }
    domain there on n { vcpu v0 period 10ms budget 2ms priority 1 core 0 }
    domain moves on m { vcpu v0 period 10ms budget 5ms priority 2 }
    scenario s on m { at 0ms start there, moves  at 12ms migrate moves to n  at 12ms stop there  at 12ms start there  run 32ms }`);
  expect(result.scenario.every(({ admitted }) => admitted)).toBe(true);
  expect(result.vcpus.find(({ domain }) => domain === 'moves')?.supply).toBe((5 + 2 + 5 + 5) * MS);
});

test.each(['null', 'RTDS', 'credit', 'credit2', 'EDF partitioned'])(
  'it does so from a machine without servers to %s',
  async (there) => {
    const result = await played(`machine m { scheduler null }  machine n { scheduler ${there} }
    domain a on m { vcpu v0 period 10ms budget 5ms  task t period 40ms wcet 2ms }
    scenario s on m { at 0ms start a  at 100ms migrate a to n  run 200ms }`);
    expect(result.scenario.map(({ admitted }) => admitted)).toEqual([true, true]);
    expect(lives(result)).toEqual({ 'a.t': [0, 160] });
    expect(result.tasks[0]?.completed).toBe(5);
    expect(result.vcpus[0]).toMatchObject({ supply: 10 * MS });
    expect(Number.isFinite(result.vcpus[0]?.lost)).toBe(true);
  },
);

test('a scenario that is not there is said, with those that are', async () => {
  const model = completeSystem(
    await modelOf(`machine m {} ${light('a')} scenario s on m { at 0ms start a }`),
  );
  expect(() => simulate(model, { scenario: 'x' })).toThrow(
    new SimulationRefused({ kind: 'no-scenario', scenario: 'x', known: ['s'] }),
  );
});
