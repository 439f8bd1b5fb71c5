import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countSteps, withinSteps } from '../../../scheduling/arithmetic/steps.ts';
import { keepsInEveryRun } from '../../../scheduling/host/global/every-run/every-run.ts';
import { hostServers } from '../../../scheduling/host/server.ts';
import { traitsOf } from '../../../scheduling/model/policies.ts';
import { runs } from '../../support/runs.ts';
import { steppedMachine } from './adversary.ts';
import { type SteppedServer, stepHost } from './stepped-host.ts';
import { asMachine, type TinyServer, type TinySystem, tinySystems } from './tiny-system.ts';

const systems = tinySystems({ kinds: ['periodic'], global: true, longest: 8, load: 0.9 }).filter(
  ({ servers, cores }) => servers.length > cores && cores > 1,
);

/** Whether all runs are shown to keep the deadlines; a search too long shows nothing. */
function accepts(system: TinySystem): boolean {
  const machine = asMachine(system);
  const { order } = traitsOf(machine.policy);
  if (order === null) throw new Error('the machine has no order');
  const steps = countSteps({ steps: 1_000_000 });
  const rules = { order, cores: system.cores };
  return withinSteps(() => keepsInEveryRun(rules, hostServers(machine).servers, steps), false);
}

/** The system with each of its units divided into smaller ones, in which VCPUs may begin. */
function finer(system: TinySystem, parts: number): TinySystem {
  const servers = system.servers.map((server) => ({
    ...server,
    period: server.period * parts,
    deadline: server.deadline * parts,
    budget: server.budget * parts,
  }));
  return { ...system, servers };
}

/** Whether a VCPU misses with these first replenishments and always work. */
function misses(system: TinySystem, offsets: readonly number[]): boolean {
  const servers = system.servers.map(
    (server, index): SteppedServer => ({
      ...server,
      offset: offsets[index] ?? 0,
      work: null,
      core: 0,
    }),
  );
  const length = 12 * Math.max(...system.servers.map(({ period }) => period));
  return stepHost(steppedMachine(system), servers, length).miss !== null;
}

/** Whether a VCPU misses in some of many phasings, which may begin at each part of a unit. */
function missesSomewhere(system: TinySystem, parts: number, tries = 60): boolean {
  const fine = finer(system, parts);
  const offsets = fc.tuple(
    ...fine.servers.map(({ period }) => fc.integer({ min: 0, max: period - 1 })),
  );
  return fc
    .sample(offsets, { numRuns: tries, seed: system.seed })
    .some((some) => misses(fine, some));
}

const server = (period: number, budget: number, deadline: number): TinyServer => ({
  ...{ period, budget, deadline },
  priority: 1,
  tasks: [],
});

function systemOf(order: TinySystem['order'], servers: readonly TinyServer[]): TinySystem {
  const costs = [0, 0, 0, 0, 0] as const;
  return { order, servers, global: true, cores: 2, kind: 'periodic', costs, seed: 1 };
}

describe('periodic servers whose runs are all followed', () => {
  test('never miss in any phasing tried, between two ticks neither', () => {
    let proven = 0;
    fc.assert(
      fc.property(systems, fc.constantFrom(1, 2, 3, 5), (system, parts) => {
        if (!accepts(system)) return;
        proven++;
        expect(missesSomewhere(system, parts)).toBe(false);
      }),
      { numRuns: runs(100) },
    );
    expect(proven).toBeGreaterThan(runs(100) / 6);
  });

  test('are accepted wherever no phasing misses, or nearly so', () => {
    let kept = 0;
    let shown = 0;
    for (const system of fc.sample(systems, { numRuns: 60, seed: 3 })) {
      if (system.servers.length > 4 || missesSomewhere(system, 6, 300)) continue;
      kept++;
      if (accepts(system)) shown++;
    }
    expect(shown / kept).toBeGreaterThan(0.9);
  });

  test.each<[string, TinySystem]>([
    ['three under EDF', systemOf('EDF', [server(3, 1, 2), server(7, 4, 6), server(5, 2, 2)])],
    ['three more', systemOf('EDF', [server(5, 1, 4), server(5, 4, 5), server(7, 6, 7)])],
    ['three busy ones', systemOf('EDF', [server(7, 3, 6), server(5, 3, 5), server(4, 3, 3)])],
    ['three equal shares', systemOf('EDF', [server(2, 1, 2), server(4, 3, 4), server(2, 1, 2)])],
    [
      'four under EDF',
      systemOf('EDF', [server(5, 2, 2), server(5, 2, 4), server(2, 1, 2), server(6, 2, 5)]),
    ],
    [
      'four under RM',
      systemOf('RM', [server(7, 2, 3), server(3, 1, 2), server(4, 1, 3), server(3, 1, 1)]),
    ],
  ])('are not accepted where only those miss that begin between ticks: %s', (_, system) => {
    const [first, ...others] = system.servers.map(({ period }) =>
      Array.from({ length: period }, (__, phase) => phase),
    );
    const phasings = others.reduce<readonly (readonly number[])[]>(
      (some, phases) => some.flatMap((each) => phases.map((phase) => [...each, phase])),
      (first ?? []).map((phase) => [phase]),
    );
    expect(phasings.some((offsets) => misses(system, offsets))).toBe(false);
    expect(missesSomewhere(system, 2, 4_000)).toBe(true);
    expect(accepts(system)).toBe(false);
  });

  test.each<[string, TinySystem]>([
    ['EDF', systemOf('EDF', [server(2, 1, 1), server(4, 3, 3), server(4, 2, 2)])],
    ['EDF', systemOf('EDF', [server(4, 2, 3), server(4, 3, 4), server(4, 2, 3)])],
    ['RM', systemOf('RM', [server(6, 5, 6), server(3, 1, 1), server(3, 1, 1)])],
  ])('are followed as long as more is left from round to round: %s', (_, system) => {
    expect(missesSomewhere(system, 1, 1_000)).toBe(true);
    expect(accepts(system)).toBe(false);
  });

  test('are followed to the end: what holds with a budget less by one tick misses', () => {
    const bolder = fc.sample(systems, { numRuns: 150, seed: 5 }).filter((system) => {
      const less = system.servers.map((each) => ({
        ...each,
        budget: Math.max(1, each.budget - 1),
      }));
      return !accepts(system) && accepts({ ...system, servers: less });
    });
    expect(bolder.filter((system) => missesSomewhere(system, 2)).length).toBeGreaterThan(3);
  });
});
