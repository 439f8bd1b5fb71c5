import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzeVcpu } from '../../../scheduling/guest/analyze-vcpu.ts';
import type { GuestLoad } from '../../../scheduling/guest/problem.ts';
import { smallestBudget } from '../../../scheduling/guest/smallest-budget.ts';
import type { Task } from '../../../scheduling/model/model.ts';
import { runs } from '../../support/runs.ts';
import { task } from '../../support/systems.ts';
import type { UnitSupply } from './brute-force/edf.ts';
import { equalsMisses } from './brute-force/equals-run.ts';
import { type UnitLevel, worstResponse } from './brute-force/fixed-priority.ts';
import { unitSupply } from './brute-force/unit-supply.ts';
import { longRun, type UnitTask } from './brute-force/unit-time.ts';
import { anySupply, fixedPriorityPolicy, openServer, smallTasks } from './small-systems.ts';

/**
 * Whether `other` precedes `one`: always, never, or first come first served. Written out from the
 * rules.
 */
function relation(load: GuestLoad, one: Task, other: Task): 'before' | 'after' | 'equal' {
  const declared = load.tasks.indexOf(other) < load.tasks.indexOf(one);
  switch (load.policy.kind) {
    case 'RM':
      return other.period < one.period || (other.period === one.period && declared)
        ? 'before'
        : 'after';
    case 'DM':
      return other.deadline < one.deadline || (other.deadline === one.deadline && declared)
        ? 'before'
        : 'after';
    case 'RR':
      return 'equal';
    default: {
      const difference = (other.priority ?? 0) - (one.priority ?? 0);
      return difference > 0 ? 'before' : difference < 0 ? 'after' : 'equal';
    }
  }
}

function safeLevel(load: GuestLoad, one: Task): UnitLevel {
  const { policy, taskSwitch, kernelLatency, tasks } = load;
  const cost = (each: Task) => {
    const switches = policy.kind === 'RR' ? Math.ceil(each.wcet / policy.quantum) + 1 : 2;
    return each.wcet + switches * taskSwitch;
  };
  const unit = (each: Task, blocking: number): UnitTask => ({
    ...each,
    cost: cost(each),
    blocking,
  });
  const others = tasks.filter((other) => other !== one);
  const lower = others.some((other) => relation(load, one, other) === 'after');
  return {
    task: unit(one, Math.max(lower ? one.blocking : 0, kernelLatency)),
    before: others
      .filter((other) => relation(load, one, other) !== 'after')
      .map((other) => unit(other, 0)),
  };
}

function necessaryLevel(load: GuestLoad, one: Task): UnitLevel {
  const unit = (each: Task, blocking: number): UnitTask => ({ ...each, cost: each.wcet, blocking });
  const before = load.tasks.filter(
    (other) => other !== one && relation(load, one, other) === 'before',
  );
  return { task: unit(one, load.kernelLatency), before: before.map((other) => unit(other, 0)) };
}

function meets(level: UnitLevel, response: number | null): boolean {
  return response !== null && response <= level.task.deadline;
}

const loads = fc.record({
  policy: fixedPriorityPolicy,
  tasks: smallTasks({ jitter: true, blocking: true }),
  kernelLatency: fc.integer({ min: 0, max: 2 }),
  taskSwitch: fc.constantFrom(0, 0, 0, 1),
});

describe('fixed priorities and turns on one VCPU', () => {
  test('respond as late as in a run, and are judged by it', () => {
    fc.assert(
      fc.property(loads, anySupply, (load, supply) => {
        const result = analyzeVcpu({ ...load, supply: { safe: supply, necessary: supply } });
        const units = unitSupply(supply);
        load.tasks.forEach((one, index) => {
          const found = result.tasks[index];
          const safe = safeLevel(load, one);
          const response = worstResponse(safe, units);
          expect(found?.response).toBe(response);
          expect(found?.slack).toBe(response === null ? null : one.deadline - response);
          const necessary = necessaryLevel(load, one);
          const possible = meets(necessary, worstResponse(necessary, units));
          const bare = [safe.task, ...safe.before].map((each) => ({
            ...each,
            cost: costOf(load, each),
          }));
          const drowned =
            load.policy.kind !== 'RR' && longRun(bare, units.perFrame, units.frame) > 0;
          // A run in turns can show a miss that the conditions of the analysis do not.
          if (load.policy.kind === 'RR' && found?.verdict.kind === 'unknown') return;
          const refuted = () => !possible || drowned || isLateBehindEquals(load, index, units);
          const expected = meets(safe, response)
            ? 'schedulable'
            : refuted()
              ? 'unschedulable'
              : 'unknown';
          expect(found?.verdict.kind).toBe(expected);
          if (found?.responseIsBound === false) expect(expected).not.toBe('unknown');
        });
      }),
      { numRuns: runs(4000) },
    );
  });

  test('a miss that is near is found, though a walk to another one never ends', () => {
    const tasks = [
      task('t0', 6, 1, { deadline: 7, priority: 2 }),
      task('t1', 3, 1, { deadline: 8, jitter: 3, priority: 2 }),
    ];
    const windows = (...ats: readonly number[]) => ats.map((at) => ({ at, length: 1 }));
    const supply = {
      kind: 'changing-windows',
      once: windows(0, 3, 4, 7, 8, 11, 14, 15),
      begin: 16,
      frame: 4,
      windows: windows(2, 3),
    } as const;
    const load = { policy: { kind: 'FP' }, tasks, kernelLatency: 0, taskSwitch: 0 } as const;
    const { tasks: found } = analyzeVcpu({ ...load, supply: { safe: supply, necessary: supply } });
    expect(found.map(({ verdict }) => verdict.kind)).toEqual(['unknown', 'unschedulable']);
  });

  test('need the smallest budget that a scan of all budgets finds', () => {
    fc.assert(
      fc.property(loads, openServer, fc.integer({ min: 1, max: 2 }), (load, open, resolution) => {
        const found = smallestBudget({ ...load, ...open, resolution });
        const scanned = [];
        for (let budget = resolution; budget <= open.deadline; budget += resolution)
          scanned.push(budget);
        const least = scanned.find((budget) => {
          const units = unitSupply({ kind: 'budget', ...open, budget });
          return load.tasks.every((one) => {
            const level = safeLevel(load, one);
            return meets(level, worstResponse(level, units));
          });
        });
        expect(found).toEqual(
          least === undefined
            ? { kind: 'none', reason: scanned.length === 0 ? 'too-coarse' : 'too-little' }
            : { kind: 'found', budget: least },
        );
      }),
      { numRuns: runs(2000) },
    );
  });

  test('show the tightest job’s window, or one in which a task falls short', () => {
    fc.assert(
      fc.property(loads, anySupply, (load, supply) => {
        const { verdictOfAll, witness, margin, tasks } = analyzeVcpu({
          ...load,
          supply: { safe: supply, necessary: supply },
        });
        const refused = tasks.some((each) => each.slack === null || each.slack < 0);
        if (refused) expect(verdictOfAll.kind).not.toBe('schedulable');
        if (witness === null) return;
        expect(margin).toBe(witness.supply - witness.demand);
        expect(witness.demand > witness.supply).toBe(refused);
        expect(load.tasks.map((one) => one.name)).toContain(witness.task);
      }),
      { numRuns: runs(2000) },
    );
  });
});

/** The latest release to try: no busy period or deadline of these small systems is longer. */
const LATEST_RELEASE = 100;

/**
 * Whether a task misses in a run in which all others are released as the gap begins, and it at some
 * later instant.
 */
function isLateBehindEquals(load: GuestLoad, index: number, supply: UnitSupply): boolean {
  const { kind } = load.policy;
  // Other policies give a tie to the task declared first.
  if (kind !== 'FP' && kind !== 'FIFO' && kind !== 'RR') return false;
  const quantum = load.policy.kind === 'RR' ? load.policy.quantum : null;
  const guest = { tasks: load.tasks, quantum, section: load.kernelLatency };
  const name = load.tasks[index]?.name ?? '';
  const latest = quantum === null ? LATEST_RELEASE : 1;
  for (const pattern of supply.patterns) {
    for (let released = 0; released <= latest; released++) {
      const offsets = load.tasks.map((_, other) => (other === index ? released : 0));
      if (equalsMisses(guest, offsets, pattern, released + 80).has(name)) return true;
    }
  }
  return false;
}

/** A unit task's own work, without switches. */
function costOf(load: GuestLoad, unit: UnitTask): number {
  const found = load.tasks.find((one) => 'name' in unit && one.name === unit.name);
  if (found === undefined) throw new Error('a level without its task');
  return found.wcet;
}
