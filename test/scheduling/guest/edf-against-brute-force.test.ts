import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzeVcpu } from '../../../scheduling/guest/analyze-vcpu.ts';
import type { GuestLoad } from '../../../scheduling/guest/problem.ts';
import { smallestBudget } from '../../../scheduling/guest/smallest-budget.ts';
import { runs } from '../../support/runs.ts';
import { edfRunMisses, firstShortfall, leastSlacks } from './brute-force/edf.ts';
import { unitSupply } from './brute-force/unit-supply.ts';
import { longRun, type UnitTask } from './brute-force/unit-time.ts';
import { anySupply, openServer, smallTasks } from './small-systems.ts';

const EDF = { kind: 'EDF' } as const;

/** The tasks with the charges of the safe side, written out from the rules. */
function charged({ tasks, taskSwitch, kernelLatency }: GuestLoad): UnitTask[] {
  return tasks.map((one) => ({
    period: one.period,
    cost: one.wcet + 2 * taskSwitch,
    deadline: one.deadline,
    jitter: one.jitter,
    blocking: Math.max(
      tasks.some((other) => other.deadline > one.deadline) ? one.blocking : 0,
      kernelLatency,
    ),
  }));
}

function bare({ tasks, kernelLatency }: GuestLoad): UnitTask[] {
  return tasks.map((one) => ({
    period: one.period,
    cost: one.wcet,
    deadline: one.deadline,
    jitter: one.jitter,
    blocking: kernelLatency,
  }));
}

describe('EDF on one VCPU', () => {
  test('misses in a run exactly when the analysis says so', () => {
    fc.assert(
      fc.property(smallTasks({ jitter: true }), anySupply, (tasks, supply) => {
        const load = { policy: EDF, tasks, kernelLatency: 0, taskSwitch: 0 };
        const result = analyzeVcpu({ ...load, supply: { safe: supply, necessary: supply } });
        const misses = edfRunMisses(bare(load), unitSupply(supply));
        expect(result.verdictOfAll.kind).toBe(misses ? 'unschedulable' : 'schedulable');
        expect(result.test.kind).toBe('exact');
      }),
      { numRuns: runs(4000) },
    );
  });

  test('has the first window that falls short as its witness, and each task’s slack', () => {
    fc.assert(
      fc.property(
        smallTasks({ jitter: true, blocking: true }),
        anySupply,
        fc.integer({ min: 0, max: 2 }),
        (tasks, supply, kernelLatency) => {
          const load = { policy: EDF, tasks, kernelLatency, taskSwitch: 0 };
          const result = analyzeVcpu({ ...load, supply: { safe: supply, necessary: supply } });
          const units = unitSupply(supply);
          const safe = firstShortfall(charged(load), units);
          const necessary = firstShortfall(bare(load), units);
          const over = longRun(charged(load), units.perFrame, units.frame);
          const misses = necessary !== null || longRun(bare(load), units.perFrame, units.frame) > 0;
          const kind = misses
            ? 'unschedulable'
            : safe === null && over <= 0
              ? 'schedulable'
              : 'unknown';
          expect(result.verdictOfAll.kind).toBe(kind);
          if (necessary !== null) expect(result.witness?.time).toBe(necessary);
          else if (!misses && safe !== null) expect(result.witness?.time).toBe(safe);
          if (over > 0) return;
          const slacks = leastSlacks(charged(load), units);
          expect(result.tasks.map((each) => each.slack)).toEqual(slacks);
          if (kind === 'schedulable') expect(result.margin).toBe(Math.min(...slacks));
        },
      ),
      { numRuns: runs(3000) },
    );
  });

  test('needs the smallest budget that a scan of all budgets finds', () => {
    fc.assert(
      fc.property(
        smallTasks({ jitter: true, blocking: true }),
        openServer,
        fc.integer({ min: 0, max: 1 }),
        fc.integer({ min: 0, max: 1 }),
        fc.integer({ min: 1, max: 2 }),
        (tasks, open, kernelLatency, taskSwitch, resolution) => {
          const load = { policy: EDF, tasks, kernelLatency, taskSwitch };
          const found = smallestBudget({ ...load, ...open, resolution });
          const scanned = [];
          for (let budget = resolution; budget <= open.deadline; budget += resolution)
            scanned.push(budget);
          const least = scanned.find((budget) => {
            const units = unitSupply({ kind: 'budget', ...open, budget });
            return (
              longRun(charged(load), budget, open.period) <= 0 &&
              firstShortfall(charged(load), units) === null
            );
          });
          expect(found).toEqual(
            least === undefined
              ? { kind: 'none', reason: scanned.length === 0 ? 'too-coarse' : 'too-little' }
              : { kind: 'found', budget: least },
          );
        },
      ),
      { numRuns: runs(3000) },
    );
  });
});
