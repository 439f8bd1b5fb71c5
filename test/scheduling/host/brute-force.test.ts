import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzeMachine } from '../../../scheduling/host/machine.ts';
import { runs } from '../../support/runs.ts';
import { anyRun, releasedTogether, steppedMachine, synchronous } from './adversary.ts';
import { brokenPromise, type SteppedRun, stepHost } from './stepped-host.ts';
import { asMachine, type TinyServer, type TinySystem, tinySystems } from './tiny-system.ts';

const RUNS_PER_SYSTEM = 6;

/** The failure in some legal run of a system; `null` if there is none. */
function counterexample(system: TinySystem): unknown {
  const length = 6 * Math.max(...system.servers.map((server) => server.period)) + 20;
  for (let run = 0; run < RUNS_PER_SYSTEM; run++) {
    const servers = run === 0 ? synchronous(system) : anyRun(system, length, system.seed + run);
    const { supply, pending, miss } = stepHost(steppedMachine(system), servers, length);
    if (miss !== null) return { run, miss, servers };
    for (const [index, server] of servers.entries()) {
      const broken = brokenPromise(
        system.kind,
        server,
        supply[index] ?? new Uint8Array(),
        pending[index] ?? new Uint8Array(),
      );
      if (broken !== null) return { run, index, broken, servers };
    }
  }
  return null;
}

function soundOn(systems: fc.Arbitrary<TinySystem>, numRuns: number): void {
  let proven = 0;
  fc.assert(
    fc.property(systems, (system) => {
      if (analyzeMachine(asMachine(system), []).verdict.kind !== 'schedulable') return;
      proven++;
      expect(counterexample(system)).toBeNull();
    }),
    { numRuns: runs(numRuns) },
  );
  expect(proven).toBeGreaterThan(numRuns / 50);
}

describe('what is proven of a machine never fails in any legal run', () => {
  for (const kind of ['periodic', 'deferrable', 'polling'] as const) {
    test(`${kind} servers on one core`, () => {
      soundOn(tinySystems({ kinds: [kind] }), 1_500);
    });
    test(`${kind} servers on one core with switches`, () => {
      soundOn(tinySystems({ kinds: [kind], overheads: true, longest: 40, load: 0.3 }), 1_000);
    });
    test(`${kind} servers on one core with switches and guests that wake often`, () => {
      soundOn(
        tinySystems({ kinds: [kind], overheads: true, longest: 60, load: 0.25, wakeful: true }),
        500,
      );
    });
    test(`${kind} servers over several cores`, () => {
      soundOn(tinySystems({ kinds: [kind], global: true, load: 0.8 }), 1_500);
    });
    test(`${kind} servers over several cores with switches`, () => {
      soundOn(
        tinySystems({ kinds: [kind], global: true, overheads: true, longest: 60, load: 0.25 }),
        1_000,
      );
    });
  }
});

/** The time by which the given unit of supply has come. */
function timeOfUnit(supply: Uint8Array, unit: number): number {
  let got = 0;
  for (const [at, one] of supply.entries()) {
    got += one;
    if (got === unit) return at + 1;
  }
  return Number.POSITIVE_INFINITY;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * Whether a server misses within two common multiples of the periods if all begin together and
 * always have work.
 */
function missesWhenAllBeginTogether(system: TinySystem): boolean {
  const multiple = system.servers.reduce(
    (m, { period }) => (m * period) / greatestCommonDivisor(m, period),
    1,
  );
  const horizon = multiple + Math.max(...system.servers.map((server) => server.period)) + 1;
  return stepHost(steppedMachine(system), synchronous(system), horizon).miss !== null;
}

describe('the runs are hostile enough to fail what is judged', () => {
  /** The number of systems that fail in some run though a careless analysis would accept them. */
  function caught(
    options: Parameters<typeof tinySystems>[0],
    careless: (system: TinySystem) => TinySystem,
  ): number {
    return fc
      .sample(tinySystems(options), { numRuns: 1_500, seed: 7 })
      .filter(
        (system) => analyzeMachine(asMachine(careless(system)), []).verdict.kind === 'schedulable',
      )
      .filter((system) => analyzeMachine(asMachine(system), []).verdict.kind !== 'schedulable')
      .filter((system) => counterexample(system) !== null).length;
  }
  test('with deferrable servers as if they were periodic', () => {
    expect(
      caught({ kinds: ['deferrable'] }, (system) => ({ ...system, kind: 'periodic' })),
    ).toBeGreaterThan(0);
  });
  test('without switches', () => {
    const free = (system: TinySystem): TinySystem => ({ ...system, costs: [0, 0, 0, 0, 0] });
    expect(caught({ overheads: true, longest: 20 }, free)).toBeGreaterThan(0);
  });
  test('with one start a period, however often the guest wakes', () => {
    // A guest that works 1 in every 5 is switched to four times in 20; without sleep it would pass:
    // 6 + 14 ≤ 20.
    const wakeful = {
      period: 20,
      deadline: 20,
      budget: 4,
      priority: 2,
      tasks: [{ period: 5, wcet: 1, jitter: 0 }],
    };
    const busy = { period: 20, deadline: 20, budget: 12, priority: 1, tasks: [] };
    const system = (guest: TinyServer): TinySystem => ({
      order: 'EDF',
      global: false,
      cores: 1,
      kind: 'deferrable',
      servers: [guest, busy],
      costs: [1, 1, 1, 1, 1],
      seed: 1,
    });
    expect(analyzeMachine(asMachine(system({ ...wakeful, tasks: [] })), []).verdict.kind).toBe(
      'schedulable',
    );
    expect(analyzeMachine(asMachine(system(wakeful)), []).verdict.kind).toBe('unknown');
    expect(counterexample(system(wakeful))).not.toBeNull();
  });
});

/**
 * The first late budget and its deadline in the run in which all begin together, by the verdict and
 * by the stepped run. `null` if no such run refutes the system.
 */
function missOfRun(system: TinySystem): {
  readonly told: SteppedRun['miss'];
  readonly stepped: SteppedRun['miss'];
} | null {
  const { verdict } = analyzeMachine(asMachine(system), []);
  if (verdict.kind !== 'unschedulable' || verdict.reason.kind !== 'late-together') return null;
  const { vcpu, time } = verdict.reason;
  const free = steppedMachine({ ...system, costs: [0, 0, 0, 0, 0] });
  return {
    told: { server: Number(vcpu.domain.slice(1)), at: time },
    stepped: stepHost(free, releasedTogether(system, time + 1), time + 1).miss,
  };
}

describe('what is refuted fails in a legal run', () => {
  test('periodic and polling servers on one core without switches: the verdict is exact', () => {
    fc.assert(
      fc.property(tinySystems({ kinds: ['periodic', 'polling'], longest: 10 }), (system) => {
        const { verdict } = analyzeMachine(asMachine(system), []);
        expect(verdict.kind).toBe(
          missesWhenAllBeginTogether(system) ? 'unschedulable' : 'schedulable',
        );
      }),
      { numRuns: runs(4_000) },
    );
  });

  test('deferrable servers and switches: every refusal shows a miss without switches', () => {
    fc.assert(
      fc.property(
        tinySystems({ kinds: ['deferrable', 'polling', 'periodic'], overheads: true, longest: 10 }),
        (system) => {
          const { verdict } = analyzeMachine(asMachine(system), []);
          if (verdict.kind !== 'unschedulable' || verdict.reason.kind === 'held-back') return;
          expect(missesWhenAllBeginTogether({ ...system, costs: [0, 0, 0, 0, 0] })).toBe(true);
        },
      ),
      { numRuns: runs(3_000) },
    );
  });

  test('servers over several cores: a run shows whose budget is late first, and when', () => {
    let refuted = 0;
    const systems = tinySystems({ global: true, overheads: true, longest: 10, load: 0.8 });
    fc.assert(
      fc.property(systems, (system) => {
        const shown = missOfRun(system);
        if (shown === null) return;
        refuted++;
        expect(shown.stepped).toEqual(shown.told);
      }),
      { numRuns: runs(2_000) },
    );
    expect(refuted).toBeGreaterThan(runs(2_000) / 50);
  });

  test('a polling server whose work ends at its deadline gives up the rest: others are late', () => {
    const always = { priority: 1, tasks: [] };
    const shown = missOfRun({
      order: 'EDF',
      global: true,
      cores: 2,
      kind: 'polling',
      servers: [
        {
          ...always,
          period: 10,
          deadline: 9,
          budget: 7,
          tasks: [{ period: 10, wcet: 6, jitter: 0 }],
        },
        { ...always, period: 5, deadline: 5, budget: 1 },
        { ...always, period: 5, deadline: 5, budget: 1 },
        { ...always, period: 8, deadline: 7, budget: 3 },
        { ...always, period: 2, deadline: 2, budget: 1 },
      ],
      costs: [0, 0, 0, 0, 0],
      seed: 1,
    });
    expect(shown).toEqual({ told: { server: 3, at: 31 }, stepped: { server: 3, at: 31 } });
  });

  test('response times under fixed priorities are attained', () => {
    fc.assert(
      fc.property(tinySystems({ kinds: ['periodic'], longest: 10 }), (system) => {
        fc.pre(system.order !== 'EDF');
        const { vcpus, verdict } = analyzeMachine(asMachine(system), []);
        fc.pre(verdict.kind === 'schedulable');
        const { supply } = stepHost(
          { ...steppedMachine(system), kind: 'deferrable' },
          synchronous(system),
          40,
        );
        for (const [index, vcpu] of vcpus.entries()) {
          expect(vcpu.response).toBe(
            timeOfUnit(supply[index] ?? new Uint8Array(), system.servers[index]?.budget ?? 0),
          );
        }
      }),
      { numRuns: runs(1_000) },
    );
  });
});
