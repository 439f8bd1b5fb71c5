import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { completeSystem } from '../../../scheduling/complete.ts';
import type { Action, Scenario, SystemModel } from '../../../scheduling/model/model.ts';
import { admit, nothingRuns } from '../../../scheduling/scenario/admit.ts';
import { testDistance } from '../../../scheduling/scenario/test/distance.ts';
import { simulate } from '../../../scheduling/simulation/run/simulate.ts';
import { eventKinds } from '../../../scheduling/simulation/trace.ts';
import { assertWithEnough } from '../../support/assert-with-enough.ts';
import { modelOf } from '../../support/model-of.ts';
import { runs } from '../../support/runs.ts';
import { MS } from '../../support/systems.ts';
import { globally, lightSystem, partitioned, shown } from '../simulation/light-system.ts';
import { windowSystem } from '../simulation/window-system.ts';

type Where = 'dom0' | 'hypervisor';

/** A system whose tests cost, with a scenario that starts d0 and keeps on asking for tests. */
function asking(model: SystemModel, where: Where, cost: number, waits: readonly number[]) {
  const machines = model.machines.map((machine) => ({
    ...machine,
    admission: { where, cost },
    domains: machine.domains.map((domain, index) =>
      index === 0 ? { ...domain, type: 'dom0' as const } : domain,
    ),
  }));
  const names = machines.flatMap(({ domains }) => domains.map(({ name }) => name));
  let at = 0;
  const steps = [names[0] as string, ...waits.map((_, i) => names[1 + (i % (names.length - 1))])]
    .filter((name) => name !== undefined)
    .map((name, index) => {
      at += waits[index - 1] ?? 0;
      // Each other guest is asked for twice in a row, so the second test has nothing to admit.
      const action: Action = { kind: 'start', domains: [name] };
      return { at, action };
    });
  const scenario: Scenario = { name: 's', machine: 'm', steps, run: at + 300_000 };
  return { machines, scenarios: [scenario] };
}

interface Played {
  /** Whether tests took time while something ran. */
  readonly tested: boolean;
  /** The late tasks, with the system that they are late in; `null` if all are in time. */
  readonly late: string | null;
}

/**
 * Plays systems whose tests cost; the proof may be told that they do not. Each run is judged by
 * `holds`.
 */
function plays(
  where: Where,
  systems: fc.Arbitrary<SystemModel>,
  told: boolean,
  holds: (played: Played) => boolean,
) {
  return fc.property(
    systems,
    fc.integer({ min: 1, max: 8 }),
    fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 4, maxLength: 12 }),
    fc.nat(),
    (light, cost, waits, seed) => {
      const model = asking(light, where, cost * 500, waits);
      const free = asking(light, where, 0, waits);
      const { tasks, scenario, trace } = simulate(completeSystem(model), {
        ...{ scenario: 's', written: told ? model : free, seed },
      });
      const decided = [...(trace?.events.kind ?? [])].filter(
        (kind) => eventKinds[kind] === 'admit' || eventKinds[kind] === 'refuse',
      );
      const late = tasks.filter(({ misses }) => misses > 0).map(({ name }) => name);
      return holds({
        tested: scenario[0]?.admitted === true && decided.length > 1,
        late: late.length === 0 ? null : `${late.join(', ')} in ${shown(model)}, seed ${seed}`,
      });
    },
  );
}

const servers = lightSystem({ policies: [...partitioned, ...globally], costs: true });
const guests = lightSystem({ policies: partitioned, costs: false, globalGuests: true });
const windows = windowSystem({ costs: true, severalCores: true });

describe.each<Where>(['dom0', 'hypervisor'])('tests in the %s', (where) => {
  test.each([
    ['among servers', servers],
    ['among servers of guests that schedule globally', guests],
    ['among windows', windows],
  ])('never make anything miss, %s', (_, systems) => {
    let found = 0;
    const property = plays(where, systems, true, ({ tested, late }) => {
      if (tested) found++;
      if (late !== null) throw new Error(late);
      return true;
    });
    assertWithEnough(property, {
      numRuns: runs(300),
      found: () => found,
      above: runs(300) / 20,
    });
  });
  test('would make some miss if the proof did not know of them', () => {
    const property = plays(where, servers, false, ({ late }) => late === null);
    const { failed } = fc.check(property, { numRuns: 20_000, endOnFailure: true, seed: 1 });
    expect(failed).toBe(true);
  });
});

describe('tests in the hypervisor that cost less', () => {
  test.each([
    ['among servers', servers],
    ['among servers of guests that schedule globally', guests],
    ['among windows', windows],
  ])('are never refused where dearer ones are not, %s', (_, systems) => {
    let dearer = 0;
    let refused = 0;
    const admits = (model: SystemModel, cost: number): boolean => {
      const machines = model.machines.map((machine) => ({
        ...machine,
        admission: { where: 'hypervisor' as const, cost },
      }));
      const domains = machines.flatMap((machine) => machine.domains.map(({ name }) => name));
      const state = nothingRuns({ machines, scenarios: [] });
      return admit(state, { kind: 'start', domains }).admitted;
    };
    const property = fc.property(systems, fc.nat({ max: 12 }), fc.nat(), (model, most, less) => {
      const cost = (most + 1) * 500;
      if (admits(model, cost)) {
        dearer++;
        expect(admits(model, less % cost)).toBe(true);
      } else if (admits(model, 0)) refused++;
    });
    assertWithEnough(property, {
      numRuns: runs(1_000),
      found: () => Math.min(dearer, 2 * refused),
      above: runs(1_000) / 100,
    });
  });
});

describe('Dom0', () => {
  const system = (scheduler: string, wcet: string) => `
    machine m { cores 2  admission in dom0 cost 1ms }
    domain "dom0" on m { type dom0  scheduler ${scheduler}
      vcpu v0 period 10ms budget 5ms core 0
      task backend period 20ms wcet ${wcet} ${/F/.test(scheduler.slice(0, 1)) ? 'priority 1' : ''} }
    domain a on m { vcpu v0 period 10ms budget 2ms core 1  task t period 50ms wcet 1ms }
    domain b on m { vcpu v0 period 10ms budget 2ms core 1  task t period 50ms wcet 1ms }
    scenario s on m { at 0ms start "dom0"  at 100ms start a  at 101ms start b  run 300ms }`;

  test.each(['EDF', 'RM', 'DM', 'FP', 'FIFO', 'RR'])(
    'must be proven to bear the tests: %s',
    async (scheduler) => {
      const admits = async (wcet: string) =>
        analyze(await modelOf(system(scheduler, wcet))).scenarios[0]?.steps[0]?.admitted;
      expect(await admits('2ms')).toBe(true);
      // 5 ms are surely supplied within 20 ms, which the task alone may take and a test may not.
      expect(await admits('5ms')).toBe(false);
    },
  );
  test('gets a budget for them where the tool chooses it', async () => {
    const text = (cost: string) => `
      machine m { admission in dom0 cost ${cost} }
      domain "dom0" on m { type dom0  vcpu v0 period 10ms  task backend period 20ms wcet 2ms }
      scenario s on m { at 0ms start "dom0" }`;
    const budget = async (cost: string) =>
      analyze(await modelOf(text(cost))).scenarios[0]?.steps[0]?.running[0]?.domains[0];
    const [without, withTests] = [await budget('0ms'), await budget('1ms')];
    expect(withTests?.tasks).toEqual(without?.tasks);
    expect(withTests?.vcpus[0]?.budget).toBeGreaterThan(without?.vcpus[0]?.budget ?? Infinity);
  });
  test('runs one test after another, no closer than the distance that its proof relies on', async () => {
    const written = await modelOf(system('EDF', '2ms'));
    const [machine] = written.machines;
    if (machine === undefined) throw new Error('no machine');
    // Four periods of the VCPU, and the shortest deadline beside the test's.
    expect(testDistance(written, machine)).toBe(60 * MS);
    const { trace } = simulate(completeSystem(written), { scenario: 's', written });
    const times = [...(trace?.events.kind ?? [])].flatMap((kind, index) =>
      eventKinds[kind] === 'admit' ? [(trace?.events.time[index] ?? 0) / MS] : [],
    );
    expect(times).toEqual([0, 101, 161]);
  });
});
