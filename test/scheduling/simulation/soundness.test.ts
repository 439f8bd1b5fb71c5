import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { withWindowsOpen } from '../../../scheduling/choose/windows/left-open.ts';
import { completeSystem } from '../../../scheduling/complete.ts';
import type { Verdict } from '../../../scheduling/model/analysis.ts';
import type { Scenario, ScenarioStep, SystemModel } from '../../../scheduling/model/model.ts';
import { simulate } from '../../../scheduling/simulation/run/simulate.ts';
import { assertWithEnough } from '../../support/assert-with-enough.ts';
import { drawnHost } from '../../support/host-of.ts';
import { modelOf } from '../../support/model-of.ts';
import { runs } from '../../support/runs.ts';
import { globally, lightSystem, partitioned, shown } from './light-system.ts';
import { machineOf } from './random-host.ts';
import { tightened } from './tight-system.ts';
import { windowSystem } from './window-system.ts';

const HORIZON = 600_000;

test('what is called schedulable on cores of its own never misses, without costs', () => {
  neverMisses(lightSystem({ policies: partitioned, costs: false }), 1500);
});

test('nor where switches and task switches cost', () => {
  neverMisses(lightSystem({ policies: partitioned, costs: true }), 1500);
});

test('nor where VCPUs are scheduled globally', () => {
  neverMisses(lightSystem({ policies: globally, costs: false }), 1500);
});

test('nor where they are and switches cost', () => {
  neverMisses(lightSystem({ policies: globally, costs: true }), 1500);
});

test('nor where guests schedule globally over their VCPUs', () => {
  neverMisses(
    lightSystem({ policies: [...partitioned, ...globally], costs: true, globalGuests: true }),
    1500,
  );
});

test('nor in windows of a major frame', () => {
  neverMisses(fc.oneof(windowSystem({ costs: false }), windowSystem({ costs: true })), 1500);
});

test('nor in windows of a plan on each core', () => {
  neverMisses(windowSystem({ costs: true, severalCores: true }), 1500);
});

test('nor where no job could be a little longer', () => {
  const policies = [...partitioned, ...globally];
  const drawn = fc.oneof(
    windowSystem({ costs: true, severalCores: true }),
    lightSystem({ policies, costs: true }),
  );
  neverMisses(drawn.map(tightened), 600);
});

test('nor in windows that the tool chose', () => {
  const drawn = windowSystem({ costs: true, severalCores: true });
  neverMisses(drawn.map(withWindowsOpen), 60);
});

test('nor where it chose the frame as well', () => {
  const drawn = windowSystem({ costs: true, severalCores: true });
  neverMisses(drawn.map(withWindowsOpen).map(withFrameOpen), 30);
});

test('nor where a guest schedules globally over windows, on one core or on two', () => {
  neverMisses(windowSystem({ costs: true, severalCores: true, globalGuests: true }), 1500);
});

test('nor in the pools of a host', () => {
  const parts = fc.oneof(
    lightSystem({ policies: [...partitioned, ...globally], costs: true }),
    lightSystem({ policies: [...partitioned, ...globally], costs: true, globalGuests: true }),
    windowSystem({ costs: true, severalCores: true }),
  );
  neverMisses(drawnHost(parts.map(machineOf)), 700);
});

test.each(['deferrable', 'polling'])(
  'nor where a %s VCPU has budget and its sibling waits for a core',
  async (servers) => {
    const model = await modelOf(`
    machine m { cores 2  scheduler DM partitioned  servers ${servers} }
    domain busy on m { vcpu v0 period 10ms budget 8ms core 0 }
    domain d on m { scheduler EDF global
      vcpu v0 period 100ms budget 10ms core 0  vcpu v1 period 10ms budget 5ms core 1
      task t period 100ms wcet 4ms deadline 19ms }`);
    const { completed, domains } = analyze(model);
    expect(domains[1]?.verdict.kind).toBe('schedulable');
    expect(simulate(completed, { horizon: 1_000_000_000 }).tasks[0]?.misses).toBe(0);
  },
);

test('nor what was admitted, while guests come and go', () => {
  const system = lightSystem({ policies: [...partitioned, ...globally], costs: true });
  const step = fc.record({ domain: fc.nat(), wait: fc.integer({ min: 0, max: 25_000 }) });
  const steps = fc.array(step, { minLength: 3, maxLength: 20 });
  let left = 0;
  const property = fc.property(system, steps, fc.nat(), (model, drawn, seed) => {
    const written = { ...model, scenarios: [comeAndGo(model, drawn)] };
    const { tasks, scenario } = simulate(completeSystem(written), {
      ...{ scenario: 's', written, seed },
    });
    left += scenario.filter(({ action, admitted }) => admitted && action.kind === 'stop').length;
    const missing = tasks.filter(({ misses }) => misses > 0);
    if (missing.length === 0) return;
    const names = missing.map(({ domain, name }) => `${domain}.${name}`).join(', ');
    throw new Error(
      `${names} missed with seed ${seed} in\n${shown(written)}\n${JSON.stringify(written.scenarios)}`,
    );
  });
  fc.assert(property, { numRuns: runs(1500) });
  expect(left, 'guests that left').toBeGreaterThan(runs(1500));
});

function withFrameOpen({ machines, scenarios }: SystemModel): SystemModel {
  return {
    scenarios,
    machines: machines.map((machine) => {
      const { policy } = machine;
      return policy.kind === 'ARINC653' && policy.open !== undefined
        ? { ...machine, policy: { ...policy, open: { ...policy.open, frame: true } } }
        : machine;
    }),
  };
}

/** Each step starts the drawn domain, or stops it if it runs. */
function comeAndGo(
  { machines }: SystemModel,
  drawn: readonly { readonly domain: number; readonly wait: number }[],
): Scenario {
  const names = machines.flatMap(({ domains }) => domains.map(({ name }) => name));
  const on = new Set<string>();
  let at = 0;
  const steps = drawn.map(({ domain, wait }): ScenarioStep => {
    const name = names[domain % names.length] as string;
    const kind = on.delete(name) ? 'stop' : 'start';
    if (kind === 'start') on.add(name);
    at += wait;
    return { at, action: { kind, domains: [name] } };
  });
  return { name: 's', machine: 'm', steps, run: at + 200_000 };
}

function neverMisses(systems: fc.Arbitrary<SystemModel>, cases: number): void {
  let proven = 0;
  const property = fc.property(
    systems,
    fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
    (model, seeds) => {
      const analysis = analyze(model);
      const proves = ({ verdict }: { readonly verdict: Verdict }) => verdict.kind === 'schedulable';
      const hosts = new Set(analysis.machines.filter(proves).map(({ machine }) => machine));
      const guests = new Set(analysis.domains.filter(proves).map(({ domain }) => domain));
      const safe = new Set(
        analysis.completed.machines
          .filter(({ name }) => hosts.has(name))
          .flatMap(({ domains }) => domains.map(({ name }) => name))
          .filter((name) => guests.has(name)),
      );
      if (safe.size === 0) return;
      proven++;
      for (const seed of seeds) {
        const { tasks } = simulate(analysis.completed, {
          horizon: HORIZON,
          seed,
          keepTrace: false,
        });
        const missing = tasks.filter(({ domain, misses }) => safe.has(domain) && misses > 0);
        if (missing.length > 0) {
          const names = missing.map(({ domain, name }) => `${domain}.${name}`).join(', ');
          throw new Error(`${names} missed with seed ${seed} in\n${shown(model)}`);
        }
      }
    },
  );
  assertWithEnough(property, {
    numRuns: runs(cases),
    found: () => proven,
    above: runs(cases) / 50,
  });
}
