import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countSteps } from '../../../scheduling/arithmetic/steps.ts';
import { analyzeMachine } from '../../../scheduling/host/machine.ts';
import { searchCores } from '../../../scheduling/host/partitioned/search-cores.ts';
import type { MachineAnalysis } from '../../../scheduling/model/analysis.ts';
import { atOnce, isOpen, openCores } from '../../../scheduling/undecided.ts';
import { runs } from '../../support/runs.ts';
import { anyRun, steppedMachine, toldRun } from './adversary.ts';
import { stepHost } from './stepped-host.ts';
import { asMachine, type TinySystem, tinySystems } from './tiny-system.ts';

const PATIENCE = 1_000;

const systems = tinySystems({ kinds: ['deferrable'], overheads: true, longest: 12 });

/** The verdicts after a search, if a core is open at once. */
function searched(system: TinySystem, steps = 200_000): MachineAnalysis | null {
  const machine = asMachine(system);
  const host = analyzeMachine(machine, []);
  const open = openCores(machine, host);
  if (open.length === 0) return null;
  return searchCores(machine, host, open, PATIENCE, countSteps({ steps }));
}

describe('a search for phases on one core', () => {
  test('shows a run that misses in the stepped simulator, too, at the first miss', () => {
    let told = 0;
    fc.assert(
      fc.property(systems, (system) => {
        const found = searched(system)?.verdict;
        if (found?.kind !== 'unschedulable' || found.reason.kind !== 'late-by-phases') return;
        told++;
        const { vcpu, time, run } = found.reason;
        expect(run.until).toBe(time);
        const { servers, start } = toldRun(system, run);
        const free = steppedMachine({ ...system, costs: [0, 0, 0, 0, 0] });
        const { miss } = stepHost(free, servers, start + time + 1);
        expect(miss).toEqual({ server: Number(vcpu.domain.slice(1)), at: start + time });
      }),
      { numRuns: runs(2_500) },
    );
    expect(told).toBeGreaterThan(runs(2_500) / 250);
  });

  test('tells its verdict of the core, the VCPU and the machine', () => {
    for (const system of fc.sample(systems, { numRuns: 800, seed: 6 })) {
      const host = searched(system);
      if (host?.verdict.kind !== 'unschedulable') continue;
      const { verdict, test: used } = host;
      expect(verdict.reason).toMatchObject({ kind: 'late-by-phases', core: 0 });
      expect(host.cores).toMatchObject([{ core: 0, verdict, test: used }]);
      const late = host.vcpus.filter((vcpu) => vcpu.verdict.kind === 'unschedulable');
      expect(late.map((vcpu) => vcpu.verdict)).toEqual([verdict]);
      expect(used).toEqual({ name: 'phases', kind: 'necessary' });
    }
  });

  test('says how far it came where it finds nothing, and is forgotten whole', () => {
    let open = 0;
    for (const system of fc.sample(systems, { numRuns: 800, seed: 7 })) {
      const host = searched(system, 20_000);
      if (host?.verdict.kind !== 'unknown') continue;
      open++;
      const at = host.cores[0]?.verdict;
      expect(host.verdict).toEqual(at);
      expect(at).toMatchObject({
        reason: { kind: 'patience-spent', patience: PATIENCE, because: { core: 0 } },
      });
      expect(isOpen(asMachine(system), host)).toBe(true);
      expect(atOnce(host)).toEqual(analyzeMachine(asMachine(system), []));
    }
    expect(open).toBeGreaterThan(10);
  });

  test('finds the same for the same system', () => {
    for (const system of fc.sample(systems, { numRuns: 100, seed: 8 }))
      expect(searched(system)).toEqual(searched(system));
  });
});

test('no run without switch costs misses on an open core whose budgets are not kept, and it is not searched', () => {
  const others = tinySystems({ kinds: ['periodic', 'polling'], overheads: true, longest: 12 });
  let unknown = 0;
  fc.assert(
    fc.property(others, (system) => {
      const machine = asMachine(system);
      const host = analyzeMachine(machine, []);
      if (host.verdict.kind !== 'unknown') return;
      unknown++;
      expect(isOpen(machine, host)).toBe(false);
      const length = 8 * Math.max(...system.servers.map(({ period }) => period));
      const free = steppedMachine({ ...system, costs: [0, 0, 0, 0, 0] });
      for (let run = 0; run < 20; run++)
        expect(stepHost(free, anyRun(system, length, system.seed + run), length).miss).toBeNull();
    }),
    { numRuns: runs(1_000) },
  );
  expect(unknown).toBeGreaterThan(runs(1_000) / 100);
});
