import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countSteps } from '../../../scheduling/arithmetic/steps.ts';
import { decideGlobal } from '../../../scheduling/host/global/decide-global.ts';
import { globalLoads } from '../../../scheduling/host/global/global-loads.ts';
import { edfLimitedCarryIn } from '../../../scheduling/host/global/limited-carry-in.ts';
import {
  edfResponses,
  fixedPriorityResponses,
} from '../../../scheduling/host/global/response-bounds.ts';
import type { Load } from '../../../scheduling/host/load.ts';
import { analyzeMachine } from '../../../scheduling/host/machine.ts';
import { hostServers } from '../../../scheduling/host/server.ts';
import type { MachineAnalysis } from '../../../scheduling/model/analysis.ts';
import { fixedOrder } from '../../../scheduling/model/policies.ts';
import { assertWithEnough } from '../../support/assert-with-enough.ts';
import { runs } from '../../support/runs.ts';
import { anyRun, steppedMachine, toldRun } from './adversary.ts';
import { stepHost } from './stepped-host.ts';
import { asMachine, type TinySystem, tinySystems } from './tiny-system.ts';

const systems = tinySystems({ kinds: ['periodic'], global: true, longest: 10, load: 0.8 });
const RUNS_PER_SYSTEM = 40;

function missesInSomePhasing(system: TinySystem): boolean {
  const length = 8 * Math.max(...system.servers.map((server) => server.period));
  return Array.from({ length: RUNS_PER_SYSTEM }).some((_, run) => {
    const servers = anyRun(system, length, system.seed + run);
    return stepHost(steppedMachine(system), servers, length).miss !== null;
  });
}

const steps = () => countSteps({ steps: 2_000_000 });

/** The verdict after a search, if there is none at once. */
function decided(system: TinySystem): MachineAnalysis | null {
  const machine = asMachine(system);
  const host = analyzeMachine(machine, []);
  return host.verdict.kind === 'unknown' ? decideGlobal(machine, host, steps()) : null;
}

/** Each rule that accepts, on the loads of a system. */
const rules = {
  'response times': (system: TinySystem, loads: readonly Load[]) => {
    const order = fixedOrder(asMachine(system).policy);
    return order === null
      ? edfResponses(loads, system.cores, steps())
      : fixedPriorityResponses(loads, order, system.cores, steps());
  },
  'limited carry-in': (system: TinySystem, loads: readonly Load[]) =>
    fixedOrder(asMachine(system).policy) === null &&
    edfLimitedCarryIn(loads, system.cores, steps()),
};

function loadsOf(system: TinySystem): readonly Load[] {
  return globalLoads([], hostServers(asMachine(system)).servers, 'necessary');
}

describe.each(Object.entries(rules))('global periodic servers by %s', (_, accepts) => {
  test('never miss in any phasing tried', () => {
    let proven = 0;
    fc.assert(
      fc.property(systems, (system) => {
        if (system.servers.length <= system.cores || !accepts(system, loadsOf(system))) return;
        proven++;
        expect(missesInSomePhasing(system)).toBe(false);
      }),
      { numRuns: runs(1_500) },
    );
    expect(proven).toBeGreaterThan(runs(1_500) / 60);
  });

  test('are decided by it where nothing before it decides', () => {
    const open = fc.sample(systems, { numRuns: 4_000, seed: 6 }).filter((system) => {
      const { verdict } = analyzeMachine(asMachine(system), []);
      return verdict.kind === 'unknown' && accepts(system, loadsOf(system));
    });
    const names = open.map((system) => decided(system)?.test?.name);
    // Limited carry-in is tried where the response times refuse.
    for (const name of names) expect(name).toMatch(/^global-(responses|edf-carry-in)$/);
    expect(names.length).toBeGreaterThan(10);
  });

  test('miss in some phasing where a rule bolder by one tick accepts them', () => {
    const bolder = fc.sample(systems, { numRuns: 4_000, seed: 5 }).filter((system) => {
      const loads = loadsOf(system);
      const longer = loads.map((load) => ({ ...load, deadline: load.deadline + 1 }));
      return !accepts(system, loads) && accepts(system, longer);
    });
    expect(bolder.filter(missesInSomePhasing).length).toBeGreaterThan(3);
  });
});

test('no server waits for itself, by response times', () => {
  const alone = { order: 0, period: 10, deadline: 10, cost: 6, spentBy: 10, priority: 0 };
  expect(edfResponses([alone], 1, steps())).toBe(true);
  const beside = { ...alone, order: 1, period: 20, deadline: 20, cost: 11, spentBy: 20 };
  expect(edfResponses([alone, beside], 2, steps())).toBe(true);
});

describe('a search for phases', () => {
  test('shows a run that misses in the stepped simulator, too', () => {
    let told = 0;
    const property = fc.property(systems, (system) => {
      const found = decided(system)?.verdict;
      if (found?.kind !== 'unschedulable' || found.reason.kind !== 'late-by-phases') return;
      told++;
      const { vcpu, time, run } = found.reason;
      const { servers } = toldRun(system, run);
      const offsets = servers.map((server, index) => ({
        ...server,
        offset: run.vcpus[index]?.replenished ?? 0,
        work: null,
      }));
      const { miss } = stepHost(steppedMachine(system), offsets, time + 1);
      expect(miss).toEqual({ server: Number(vcpu.domain.slice(1)), at: time });
    });
    assertWithEnough(property, { numRuns: runs(1_500), found: () => told, above: 0 });
  });

  test('finds the same for the same system', () => {
    for (const system of fc.sample(systems, { numRuns: 60, seed: 8 }))
      expect(decided(system)).toEqual(decided(system));
  });
});
