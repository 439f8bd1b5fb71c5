import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { analyzeGlobal, globalAccepts } from '../../../scheduling/host/global/global.ts';
import {
  type CoreRules,
  coreAccepts,
  coreRefuted,
  coreRules,
} from '../../../scheduling/host/partitioned/core-test.ts';
import { analyzeCore } from '../../../scheduling/host/partitioned/partitioned.ts';
import { placementRefuted } from '../../../scheduling/host/partitioned/placement-refuted.ts';
import { type HostServer, hostServers } from '../../../scheduling/host/server.ts';
import type { HostVcpuAnalysis } from '../../../scheduling/model/analysis.ts';
import type { CompletedMachine } from '../../../scheduling/model/completed.ts';
import { runs } from '../../support/runs.ts';
import { domain, machine, system, US, vcpu } from '../../support/systems.ts';
import { asMachine, tinySystems } from './tiny-system.ts';

/** Servers as declared, and the same servers in another order of the list. */
function handedOver(shape: Parameters<typeof tinySystems>[0]) {
  return tinySystems({ longest: 10, overheads: true, ...shape }).chain((tiny) => {
    const built = asMachine(tiny);
    const { servers } = hostServers(built);
    const shuffled = fc.shuffledSubarray([...servers], { minLength: servers.length });
    return shuffled.map((other) => ({ machine: built, declared: servers, other }));
  });
}

/** The results of each VCPU, by name. */
function byName(vcpus: readonly HostVcpuAnalysis[]) {
  return Object.fromEntries(
    vcpus.map(({ domain: name, verdict, grossBudget, response, margin }) => [
      name,
      { kind: verdict.kind, grossBudget, response, margin },
    ]),
  );
}

function rulesOf(built: CompletedMachine): CoreRules {
  const rules = coreRules(built);
  if (rules === null) throw new Error('a machine without cores of its own');
  return rules;
}

describe('verdicts do not depend on the order in which servers are handed over', () => {
  test('of one core', () => {
    fc.assert(
      fc.property(handedOver({}), ({ machine: built, declared, other }) => {
        const rules = rulesOf(built);
        const [one, two] = [analyzeCore(rules, 0, declared), analyzeCore(rules, 0, other)];
        expect(two.core.verdict.kind).toBe(one.core.verdict.kind);
        expect(byName(two.vcpus)).toEqual(byName(one.vcpus));
        expect(coreAccepts(rules, other)).toBe(coreAccepts(rules, declared));
        expect(coreRefuted(rules, other)).toBe(coreRefuted(rules, declared));
      }),
      { numRuns: runs(2_000) },
    );
  });

  test('of all cores together', () => {
    fc.assert(
      fc.property(handedOver({ global: true }), ({ machine: built, declared, other }) => {
        const [one, two] = [analyzeGlobal(built, declared), analyzeGlobal(built, other)];
        expect(two.verdict.kind).toBe(one.verdict.kind);
        expect(byName(two.vcpus)).toEqual(byName(one.vcpus));
        expect(globalAccepts(built, other)).toBe(globalAccepts(built, declared));
      }),
      { numRuns: runs(1_000) },
    );
  });

  test('of all placements', () => {
    fc.assert(
      fc.property(
        handedOver({ load: 0.9 }),
        fc.integer({ min: 1, max: 3 }),
        ({ machine: built, declared, other }, cores) => {
          const rules = rulesOf(built);
          const free = (servers: readonly HostServer[]) =>
            servers.map((server) => ({ ...server, core: null }));
          expect(placementRefuted(rules, cores, [], free(other))).toBe(
            placementRefuted(rules, cores, [], free(declared)),
          );
        },
      ),
      { numRuns: runs(1_000) },
    );
  });
});

test('a tie that the search for a placement met in another order refutes nothing', () => {
  const guests = (cores: readonly [number, number, number] | null) =>
    [
      vcpu('v', { period: 10 * US, budget: 6 * US }),
      vcpu('v', { period: 60 * US, budget: 9 * US, deadline: 10 * US }),
      vcpu('v', { period: 60 * US, budget: 23 * US, deadline: 51 * US }),
    ].map((each, index) => {
      const core = cores?.[index];
      return domain(`d${index}`, [core === undefined ? each : { ...each, core }]);
    });
  const verdict = (cores: readonly [number, number, number] | null) =>
    analyze(
      system([
        machine(guests(cores), {
          cores: 2,
          policy: { kind: 'RM', placement: 'partitioned' },
          switchCosts: [{ from: { kind: 'guest' }, to: { kind: 'idle' }, cost: 2 * US }],
        }),
      ]),
    ).verdict;
  // Without switches the third waits for the second, declared before it: 9 + 23 = 32 of its 51 µs.
  expect(verdict([0, 1, 1])).toBe('unknown');
  expect(verdict(null)).toBe('unknown');
});
