import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { countSteps } from '../../../scheduling/arithmetic/steps.ts';
import { decide } from '../../../scheduling/decide.ts';
import { decideGlobal } from '../../../scheduling/host/global/decide-global.ts';
import { analyzeMachine } from '../../../scheduling/host/machine.ts';
import type { MachineAnalysis } from '../../../scheduling/model/analysis.ts';
import { assertWithEnough } from '../../support/assert-with-enough.ts';
import { vcpuMachine } from '../../support/generated/vcpu-machine.ts';
import { runs } from '../../support/runs.ts';
import { domain, machine, system, US, vcpu } from '../../support/systems.ts';
import { holdingRun, steppedMachine, toldRun } from './adversary.ts';
import { stepHost } from './stepped-host.ts';
import { asMachine, type TinySystem, tinySystems } from './tiny-system.ts';

const RUNS_PER_SYSTEM = 40;

/** The verdict at once, or the one after a search. */
function analyzed(system: TinySystem): MachineAnalysis {
  const machine = asMachine(system);
  const host = analyzeMachine(machine, []);
  if (host.verdict.kind !== 'unknown') return host;
  return decideGlobal(machine, host, countSteps({ steps: 1_000_000 })) ?? host;
}

/** Whether some VCPU misses in one of several runs with guests that hold back. */
function missesHeldBack(system: TinySystem): boolean {
  const length = 3 * Math.max(...system.servers.map((server) => server.period)) + 1;
  return Array.from({ length: RUNS_PER_SYSTEM }).some((_, run) => {
    const servers = holdingRun(system, length, system.seed + run);
    return stepHost(steppedMachine(system), servers, length).miss !== null;
  });
}

const kinds = ['deferrable'] as const;

/** The guests' contents are not known. */
function untasked(systems: fc.Arbitrary<TinySystem>): fc.Arbitrary<TinySystem> {
  return systems.map((system) => ({
    ...system,
    servers: system.servers.map((server) => ({ ...server, tasks: [] })),
  }));
}

const onOneCore = untasked(tinySystems({ kinds, longest: 14 }));
const onAllCores = untasked(tinySystems({ kinds, longest: 14, global: true, load: 0.8 }));

describe('guests that hold back their budgets', () => {
  test.each([
    ['on one core', onOneCore],
    ['on all cores', onAllCores],
  ])('never make a VCPU miss that is proven, %s', (_, systems) => {
    let proven = 0;
    fc.assert(
      fc.property(systems, (system) => {
        if (analyzed(system).verdict.kind !== 'schedulable') return;
        proven++;
        expect(missesHeldBack(system)).toBe(false);
      }),
      { numRuns: runs(1_500) },
    );
    expect(proven).toBeGreaterThan(runs(1_500) / 20);
  });

  test('with switches never make a VCPU miss that is proven', () => {
    let proven = 0;
    const systems = untasked(tinySystems({ kinds, overheads: true, longest: 40, load: 0.25 }));
    fc.assert(
      fc.property(systems, (system) => {
        if (analyzed(system).verdict.kind !== 'schedulable') return;
        proven++;
        expect(missesHeldBack(system)).toBe(false);
      }),
      { numRuns: runs(800) },
    );
    expect(proven).toBeGreaterThan(runs(800) / 20);
  });

  test.each([
    ['EDF', (order: string) => order === 'EDF'],
    ['fixed priorities', (order: string) => order !== 'EDF'],
  ])('make a VCPU miss that a test bolder by one tick would accept, under %s', (_, chosen) => {
    const bolder = fc
      .sample(onOneCore, { numRuns: 3_000, seed: 5 })
      .filter(({ order }) => chosen(order))
      .filter((system) => {
        const margins = analyzed(system).vcpus.map(({ margin }) => margin ?? -2);
        return Math.min(...margins) === -1;
      });
    expect(bolder.filter(missesHeldBack).length).toBeGreaterThan(5);
  });

  test.each([
    ['on one core', tinySystems({ kinds, overheads: true, longest: 12 })],
    ['on one core without tasks', onOneCore],
    ['on all cores', tinySystems({ kinds, overheads: true, longest: 12, global: true })],
    ['on all cores without tasks', onAllCores],
  ])('miss in the run that a refusal tells, %s', (_, systems) => {
    let told = 0;
    assertWithEnough(
      fc.property(systems, (system) => {
        const { verdict } = analyzed(system);
        if (verdict.kind !== 'unschedulable' || verdict.reason.kind !== 'held-back') return;
        told++;
        const { run, vcpu, busy, budget, deadline } = verdict.reason;
        const { servers, start } = toldRun(system, run);
        const free = steppedMachine({ ...system, costs: [0, 0, 0, 0, 0] });
        const length = start + run.until;
        const { supply, miss } = stepHost(free, servers, length + 1);
        const late = Number(vcpu.domain.slice(1));
        expect(miss).toEqual({ server: late, at: length });
        const got = supply[late]?.subarray(start, length).reduce((sum, unit) => sum + unit, 0) ?? 0;
        expect(got).toBe(deadline - busy);
        expect(got).toBeLessThan(budget);
      }),
      { numRuns: runs(2_000), found: () => told, above: runs(2_000) / 50 },
    );
  });

  test('leave few systems of one core undecided', () => {
    const systems = fc.sample(onOneCore, { numRuns: 1_000, seed: 3 });
    const unknown = systems.filter((system) => analyzed(system).verdict.kind === 'unknown');
    expect(unknown.length).toBeLessThan(40);
  });

  test('are found among sixty VCPUs on sixteen cores, too', () => {
    const domains = Array.from({ length: 60 }, (_, index) =>
      domain(`d${index}`, [
        vcpu('v0', {
          period: (5_000 + ((index * 7_919) % 15_000)) * US,
          budget: (1_200 + ((index * 104_729) % 1_500)) * US,
        }),
      ]),
    );
    const many = machine(domains, { cores: 16, policy: { kind: 'RTDS' } });
    expect(decide(analyze(system([many]))).machines[0]?.verdict).toMatchObject({
      kind: 'unschedulable',
      reason: { kind: 'held-back', core: null, cores: 16 },
    });
  });

  test('leave few systems of all cores undecided, times in whole µs', () => {
    const kind = { policy: { kind: 'RTDS' }, servers: 'deferrable', grid: US } as const;
    const verdicts = Array.from({ length: 40 }, (_, seed) => {
      const machine = vcpuMachine({ ...kind, cores: [2, 4], vcpus: [1, 8] }, seed);
      return decide(analyze(system([machine]))).verdict;
    });
    expect(verdicts.filter((verdict) => verdict === 'unknown').length).toBeLessThan(3);
    expect(verdicts.filter((verdict) => verdict === 'schedulable').length).toBeGreaterThan(1);
  });
});
