import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzeMachine } from '../../../scheduling/host/machine.ts';
import type { HypervisorTests } from '../../../scheduling/model/model.ts';
import { runs } from '../../support/runs.ts';
import { anyRun, steppedMachine, synchronous } from './adversary.ts';
import { stepHost } from './stepped-host.ts';
import { asMachine, type TinySystem, tinySystems } from './tiny-system.ts';

interface Tested {
  readonly system: TinySystem;
  readonly tests: HypervisorTests;
  /** The time between each two tests beyond the least distance. */
  readonly waits: readonly number[];
}

function testedSystems(options: Parameters<typeof tinySystems>[0]): fc.Arbitrary<Tested> {
  return fc
    .record({
      system: tinySystems({ load: 0.45, ...options }),
      cost: fc.integer({ min: 1, max: 4 }),
      more: fc.integer({ min: 0, max: 30 }),
      waits: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 8 }),
    })
    .map(({ system, cost, more, waits }) => ({
      system,
      tests: { cost, distance: 2 * cost + more },
      waits,
    }));
}

function accepts({ system, tests }: Pick<Tested, 'system' | 'tests'>): boolean {
  const machine = tests.cost === 0 ? asMachine(system) : { ...asMachine(system), tests };
  return analyzeMachine(machine, []).verdict.kind === 'schedulable';
}

/** The units of time that tests take, each a wait later than the least distance allows. */
function taken({ cost, distance }: HypervisorTests, waits: readonly number[], length: number) {
  const units = new Uint8Array(length);
  let begin = 0;
  for (let index = 0; begin < length; index++) {
    begin += index === 0 ? 0 : (waits[index % waits.length] ?? 0);
    units.fill(1, begin, begin + cost);
    begin += distance;
  }
  return (now: number): boolean => units[now] === 1;
}

/** The miss in some legal run; `null` if none is found. */
function missIn({ system, tests, waits }: Tested): unknown {
  const length = 8 * Math.max(...system.servers.map(({ period }) => period)) + 4 * tests.distance;
  const machine = steppedMachine(system);
  for (let run = 0; run < 6; run++) {
    const servers = run === 0 ? synchronous(system) : anyRun(system, length, system.seed + run);
    for (const gaps of [[0], waits]) {
      const { miss } = stepHost(machine, servers, length, taken(tests, gaps, length));
      if (miss !== null) return { run, gaps, miss, servers };
    }
  }
  return null;
}

const kinds = ['periodic', 'deferrable', 'polling'] as const;
const shapes: readonly (readonly [string, Parameters<typeof tinySystems>[0]])[] = [
  ...kinds.map((kind) => [`${kind} servers on one core`, { kinds: [kind] }] as const),
  ['one core with switches', { overheads: true, longest: 40, load: 0.2 }],
  ...kinds.map((kind) => [`${kind} servers globally`, { kinds: [kind], global: true }] as const),
  ['all cores with switches', { overheads: true, longest: 60, load: 0.2, global: true }],
];

describe('tests in the hypervisor', () => {
  test.each(shapes)('never make a VCPU miss that is proven beside them: %s', (_, shape) => {
    let proven = 0;
    const property = fc.property(testedSystems(shape), (tested) => {
      if (!accepts(tested)) return;
      proven++;
      expect(missIn(tested)).toBeNull();
    });
    fc.assert(property, { numRuns: runs(600) });
    expect(proven).toBeGreaterThan(runs(600) / 30);
  });

  test.each(shapes)('make one miss that is proven without them: %s', (_, shape) => {
    const property = fc.property(testedSystems(shape), (tested) => {
      const free = { ...tested, tests: { ...tested.tests, cost: 0 } };
      return !accepts(free) || missIn(tested) === null;
    });
    expect(fc.check(property, { numRuns: 5_000, seed: 1 }).failed).toBe(true);
  });

  test.each(kinds)(
    'make one miss that a proof would accept for a cost that is 1 less: %s',
    (kind) => {
      const property = fc.property(testedSystems({ kinds: [kind] }), (tested) => {
        const { cost, distance } = tested.tests;
        const bolder = { ...tested, tests: { cost: cost - 1, distance } };
        return !accepts(bolder) || missIn(tested) === null;
      });
      expect(fc.check(property, { numRuns: 20_000, seed: 1 }).failed).toBe(true);
    },
  );

  test('on one core without switches are refused only where some run misses', () => {
    let refused = 0;
    const systems = testedSystems({ kinds: ['periodic', 'polling'], longest: 8 });
    const property = fc.property(systems, ({ system, tests }) => {
      if (accepts({ system, tests }) || !accepts({ system, tests: { ...tests, cost: 0 } })) return;
      refused++;
      const length = 30_000;
      const { miss } = stepHost(
        steppedMachine(system),
        synchronous(system),
        length,
        taken(tests, [0], length),
      );
      expect(miss).not.toBeNull();
    });
    fc.assert(property, { numRuns: runs(400) });
    expect(refused).toBeGreaterThan(runs(400) / 20);
  });

  test('that cost less are never refused where dearer ones are not', () => {
    let proven = 0;
    const any = fc.oneof(...shapes.map(([, shape]) => testedSystems(shape)));
    const property = fc.property(any, fc.nat(), ({ system, tests }, less) => {
      if (!accepts({ system, tests })) return;
      proven++;
      const cost = less % tests.cost;
      expect(accepts({ system, tests: { ...tests, cost } })).toBe(true);
    });
    fc.assert(property, { numRuns: runs(3_000) });
    expect(proven).toBeGreaterThan(runs(3_000) / 30);
  });
});
