import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { exceedsCores } from '../../../scheduling/choose/placement/placement.ts';
import { completeSystem } from '../../../scheduling/complete.ts';
import { coreAccepts, coreRules } from '../../../scheduling/host/partitioned/core-test.ts';
import { hostServers } from '../../../scheduling/host/server.ts';
import type { CompletedModel } from '../../../scheduling/model/completed.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import { vcpuMachine } from '../../support/generated/vcpu-machine.ts';
import { runs } from '../../support/runs.ts';
import { anySwitch, domain, MS, machine, system, task, US, vcpu } from '../../support/systems.ts';
import { asMachine, tinySystems } from '../host/tiny-system.ts';

function shares(
  cores: number,
  budgets: readonly number[],
  written: readonly (number | undefined)[] = [],
): SystemModel {
  const domains = budgets.map((budget, index) => {
    const core = written[index];
    return domain(`d${index}`, [
      vcpu('v0', { period: 10 * MS, budget: budget * MS, ...(core === undefined ? {} : { core }) }),
    ]);
  });
  return system([machine(domains, { cores })]);
}

function cores(model: CompletedModel): readonly (number | null | undefined)[] {
  return model.machines[0]?.domains.map((d) => d.vcpus[0]?.core) ?? [];
}

describe('placement', () => {
  test('by decreasing bandwidth, first fit', () => {
    expect(cores(completeSystem(shares(3, [3, 6, 4, 7])))).toEqual([0, 1, 1, 0]);
  });
  test('of equal ones the one declared first', () => {
    expect(cores(completeSystem(shares(3, [6, 6, 6])))).toEqual([0, 1, 2]);
    expect(cores(completeSystem(shares(3, [5, 6, 5, 6])))).toEqual([2, 0, 2, 1]);
  });
  test('keeps clear of what is written', () => {
    expect(cores(completeSystem(shares(2, [6, 6, 3], [0])))).toEqual([0, 1, 0]);
  });
  test('a VCPU alone on one core goes there whatever happens', () => {
    const analysis = analyze(shares(1, [6, 6]));
    expect(cores(analysis.completed)).toEqual([0, 0]);
    expect(analysis.machines[0]?.cores[0]?.verdict.kind).toBe('unschedulable');
  });
  test('finds what first fit misses', () => {
    // First fit puts 4 and 4 together, then three times 3, and the last one fits nowhere.
    expect(analyze(shares(2, [4, 3, 3, 4, 3, 3])).verdict).toBe('schedulable');
  });
  test('finds one after many tries of few groups of VCPUs', () => {
    const many = { cores: [6, 6], vcpus: [20, 20], grid: US } as const;
    const policy = { kind: 'EDF', placement: 'partitioned' } as const;
    const drawn = vcpuMachine({ policy, servers: 'deferrable', ...many }, 146);
    expect(analyze(system([drawn])).verdict).toBe('schedulable');
  });
  test('what fits on no core is said, and refuted where nothing could fit', () => {
    const analysis = analyze(shares(2, [6, 6, 6]));
    expect(analysis.machines[0]?.verdict).toMatchObject({ kind: 'unschedulable' });
    expect(cores(analysis.completed).filter((core) => core === null)).toHaveLength(1);
    const pinned = analyze(shares(2, [6, 6, 5], [0, 1]));
    expect(pinned.machines[0]?.verdict.kind).toBe('unschedulable');
    const pairs = analyze(shares(3, [6, 6, 6, 6]));
    expect(pairs.machines[0]?.verdict.kind).toBe('unschedulable');
  });
  test('stays where it is while it works', () => {
    const before = completeSystem(shares(3, [3, 6, 4, 7]));
    const after = completeSystem(shares(3, [4, 6.5, 3.5, 6]), { previous: before });
    expect(cores(after)).toEqual(cores(before));
    // A new placement would put it elsewhere.
    expect(cores(completeSystem(shares(3, [4, 6.5, 3.5, 6])))).not.toEqual(cores(before));
  });
  test('moves as little as it can when it no longer works', () => {
    const before = completeSystem(shares(3, [6, 6, 3, 3]));
    expect(cores(before)).toEqual([0, 1, 0, 1]);
    const after = completeSystem(shares(3, [6, 6, 3, 5]), { previous: before });
    expect(cores(after)).toEqual([0, 1, 0, 2]);
  });
});

/** Whether first fit by decreasing bandwidth places the shares, in tenths of a core. */
function firstFit(count: number, budgets: readonly number[]): boolean {
  const left = Array.from({ length: count }, () => 10);
  return [...budgets]
    .sort((a, b) => b - a)
    .every((budget) => {
      const core = left.findIndex((room) => room >= budget);
      if (core < 0) return false;
      left[core] = (left[core] ?? 0) - budget;
      return true;
    });
}

/** Whether any placement exists. */
function anyFit(count: number, budgets: readonly number[]): boolean {
  const left = Array.from({ length: count }, () => 10);
  const put = (index: number): boolean => {
    const budget = budgets[index];
    if (budget === undefined) return true;
    return left.some((room, core) => {
      if (room < budget) return false;
      left[core] = room - budget;
      const found = put(index + 1);
      left[core] = room;
      return found;
    });
  };
  return put(0);
}

test('cores that nobody is on are alike: 4096 of them change nothing', () => {
  const written = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
  const each = fc.tuple(fc.integer({ min: 1, max: 10 }), written);
  fc.assert(
    fc.property(fc.array(each, { minLength: 1, maxLength: 7 }), (all) => {
      const budgets = all.map(([budget]) => budget);
      const pins = all.map(([, core]) => core);
      // The cores suffice for each VCPU to have its own beside the four that may be written.
      const enough = shares(4 + all.length, budgets, pins);
      const most = shares(4096, budgets, pins);
      expect(cores(completeSystem(most))).toEqual(cores(completeSystem(enough)));
    }),
    { numRuns: runs(200) },
  );
});

test('a placement is found wherever first fit finds one, and refuted only where there is none', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 8 }),
      (count, budgets) => {
        const kind = analyze(shares(count, budgets)).machines[0]?.verdict.kind;
        if (firstFit(count, budgets)) expect(kind).toBe('schedulable');
        expect(kind).toBe(anyFit(count, budgets) ? 'schedulable' : 'unschedulable');
      },
    ),
    { numRuns: runs(1_000) },
  );
});

test('no core accepts more than a whole of it, switches with idle counted', () => {
  fc.assert(
    fc.property(tinySystems({ overheads: true }), (tiny) => {
      const machine = asMachine(tiny);
      const rules = coreRules(machine);
      const { servers } = hostServers(machine);
      if (rules === null || !coreAccepts(rules, servers)) return;
      expect(exceedsCores(rules, 1, servers)).toBe(false);
    }),
    { numRuns: runs(2_000) },
  );
});

/** Guests with open periods whose two tasks take 8 % of a core, and 3 to 11 % more in switches. */
function openGuests(count: number, cores: number): SystemModel {
  const domains = Array.from({ length: count }, (_, index) => {
    const tasks = [task('a', 10 * MS, (300 + index) * US), task('b', 25 * MS, 1_250 * US)];
    return domain(`d${index}`, [vcpu('v0')], tasks, { policy: { kind: 'EDF' } });
  });
  const switchCosts = anySwitch(50 * US);
  return system([machine(domains, { cores, servers: 'deferrable', switchCosts })]);
}

describe('open periods on too few cores', () => {
  /** The number of placements and periods that are tried. */
  const tried = (model: SystemModel): number => {
    let checkpoints = 0;
    completeSystem(model, { checkpoint: () => checkpoints++ });
    return checkpoints;
  };

  test('are not tried again where the best of each ask for more than there is', () => {
    const enough = tried(openGuests(40, 40));
    expect(analyze(openGuests(40, 4)).verdict).toBe('unknown');
    expect(tried(openGuests(40, 4))).toBeLessThan(enough + 40);
  });

  test('are tried again where they ask for less, but no placement fits', () => {
    expect(analyze(openGuests(13, 13)).machines[0]?.utilization).toBeLessThan(2);
    expect(tried(openGuests(13, 2))).toBeGreaterThan(tried(openGuests(13, 13)) + 13);
  });
});
