import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../../../../scheduling/analyze.ts';
import type { MachinePolicy, SystemModel } from '../../../../scheduling/model/model.ts';
import { SimulationRefused } from '../../../../scheduling/simulation/refused.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { eventKinds, type Trace } from '../../../../scheduling/simulation/trace.ts';
import { worstCase } from '../../../../scheduling/simulation/worst-case/worst-case.ts';
import { modelOf, modelOfFile } from '../../../support/model-of.ts';
import { runs } from '../../../support/runs.ts';
import { lightSystem, partitioned, shown } from '../light-system.ts';
import { windowSystem } from '../window-system.ts';
import { lateMisses } from './late-misses.ts';

/**
 * The latest start of a gap in these systems: a frame or a period or two of the server, and the
 * largest jitter.
 */
const LATEST_GAP = 200_000;

test('the paper testbed: actuate finishes 15.85 ms after the gap began, 0.85 ms late', async () => {
  const { completed } = analyze(await modelOfFile('examples/paper-testbed.hsched'));
  const result = simulate(completed, { supply: { domain: 'guest1', vcpu: 'v0' } });
  const actuate = result.tasks.find(({ name }) => name === 'actuate');
  expect(actuate).toMatchObject({
    misses: 1,
    response: { max: 15_850_000 },
    tardiness: { max: 850_000 },
  });
});

test('every guest that is called unschedulable misses under its least supply', () => {
  const polling: readonly MachinePolicy[] = [...partitioned, { kind: 'RTDS' }];
  everyWitnessIsShown(lightSystem({ policies: polling, costs: true }), 2000);
});

test('so does one whose kernel cannot be preempted for a while', () => {
  const systems = fc
    .tuple(lightSystem({ policies: partitioned, costs: false }), fc.integer({ min: 1, max: 2000 }))
    .map(([model, kernelLatency]) => ({
      ...model,
      machines: model.machines.map((machine) => ({
        ...machine,
        domains: machine.domains.map((domain) => ({ ...domain, kernelLatency })),
      })),
    }));
  everyWitnessIsShown(systems, 1000);
});

test('so does one in windows', () => {
  everyWitnessIsShown(windowSystem({ costs: true }), 500);
});

test('so does one in windows of a plan on each core, also globally over both', () => {
  const severalCores = { costs: true, severalCores: true };
  everyWitnessIsShown(windowSystem(severalCores), 500);
  everyWitnessIsShown(windowSystem({ ...severalCores, globalGuests: true }), 500);
});

test('so does one that schedules globally, where only its run shows the miss', () => {
  const systems = lightSystem({ policies: partitioned, costs: true, globalGuests: true });
  everyWitnessIsShown(systems, 1000);
});

test('so does one in windows that come too late', async () => {
  const model = await modelOf(`
    machine m { scheduler ARINC653 major-frame 50ms
      window a.v0 at 0ms for 5ms  window b.v0 at 5ms for 20ms  window a.v0 at 40ms for 5ms }
    domain a on m { vcpu v0  task t period 50ms wcet 2ms deadline 35ms }
    domain b on m { vcpu v0 }`);
  const analysis = analyze(model);
  expect(analysis.domains[0]?.verdict.kind).toBe('unschedulable');
  const { tasks } = simulate(analysis.completed, { supply: { domain: 'a', vcpu: 'v0' } });
  expect(tasks[0]?.misses).toBeGreaterThan(0);
});

test.each(Object.entries(lateMisses))('so does: %s', async (_, { machine, domain }) => {
  const model = await modelOf(`machine m { ${machine} } domain d on m { ${domain} }`);
  expect(shownMisses(model)).toBe(1);
});

test('a run goes on until the miss, however small the overload', async () => {
  // Each 30 ms bring 10 µs more than is supplied: the first miss is due after more than two
  // hyperperiods, and 10 s.
  const model = await modelOf(`machine m { servers periodic }
    domain d on m { scheduler FIFO  vcpu v period 10ms budget 5ms
      task often period 10ms wcet 4ms deadline 40ms priority 1
      task seldom period 30ms wcet 3010us deadline 40ms priority 1 }`);
  const { completed, domains } = analyze(model);
  const witness = domains[0]?.vcpus[0]?.witness;
  expect(witness?.time).toBeGreaterThan(10_000_000_000);
  const result = simulate(completed, { supply: { domain: 'd', vcpu: 'v' } });
  expect(result.horizonChosen).toBe('witness');
  expect(result.tasks.find(({ name }) => name === witness?.task)?.misses).toBe(1);
});

// The gap is 2·5 − 2·2 = 6 ms, and the 1 ms of work ends 1 ms later. A polling server may have
// given its budget up before, for a gap of 2·5 − 2 = 8 ms.
test('a machine’s own kind of server counts, not the one it writes', async () => {
  const model = await modelOf(`
    machine m { scheduler RTDS  servers polling }
    domain d on m { vcpu v0 period 5ms budget 2ms  task t period 20ms wcet 1ms }`);
  const { completed } = analyze(model);
  const { tasks } = simulate(completed, { supply: { domain: 'd', vcpu: 'v0' } });
  expect(tasks[0]?.response.max).toBe(7_000_000);
});

test('credit has no least supply, and what is not there has none either', async () => {
  const model = await modelOf('machine m { scheduler credit } domain d on m { vcpu v0 }');
  const { completed } = analyze(model);
  expect(() => simulate(completed, { supply: { domain: 'd', vcpu: 'v0' } })).toThrow(
    new SimulationRefused({
      kind: 'no-worst-case',
      vcpu: { domain: 'd', vcpu: 'v0' },
      machine: 'm',
    }),
  );
  expect(() => simulate(completed, { supply: { domain: 'd', vcpu: 'v1' } })).toThrow(
    new SimulationRefused({ kind: 'no-vcpu', vcpu: { domain: 'd', vcpu: 'v1' } }),
  );
});

function everyWitnessIsShown(systems: fc.Arbitrary<SystemModel>, cases: number): void {
  let refused = 0;
  const property = fc.property(systems, (model) => {
    refused += shownMisses(model);
  });
  fc.assert(property, { numRuns: runs(cases) });
  expect(refused, 'guests that the analysis refuses').toBeGreaterThan(runs(cases) / 10);
}

/**
 * The number of unschedulable VCPUs. The run of each must show the miss by the end of the witness's
 * window.
 */
function shownMisses(model: SystemModel): number {
  const { completed, domains } = analyze(model);
  let refused = 0;
  for (const { domain, vcpus, tasks } of domains) {
    for (const { vcpu, verdict, witness } of vcpus) {
      if (verdict.kind !== 'unschedulable' || witness === null) continue;
      refused++;
      const supply = { domain, vcpu };
      const horizon = LATEST_GAP + witness.time;
      const { criticalInstant } = worstCase(completed, supply, {
        horizon,
        seed: 1,
        keepTrace: false,
      });
      expect(criticalInstant).toBeLessThanOrEqual(LATEST_GAP);
      const { trace } = simulate(completed, { supply, horizon });
      const missed = trace === null ? [] : missedTasks(trace, criticalInstant + witness.time);
      // The analysis does not name the late one of several tasks that take turns under overload.
      const named = tasks.some(({ task, verdict: { kind } }) => {
        return task === witness.task && kind === 'unschedulable';
      });
      if (named ? !missed.includes(witness.task) : missed.length === 0) {
        throw new Error(
          `${domain}.${witness.task} did not miss by ${witness.time} (${missed.join()} did) in\n${shown(model)}`,
        );
      }
    }
  }
  return refused;
}

/** The tasks with a missed deadline up to `end`. */
function missedTasks({ events, names }: Trace, end: number): readonly string[] {
  const missed = new Set<string>();
  for (let i = 0; i < events.count; i++) {
    if (eventKinds[events.kind[i] as number] !== 'miss' || (events.time[i] as number) > end)
      continue;
    missed.add(names.tasks[events.task[i] as number]?.task ?? '');
  }
  return [...missed];
}
