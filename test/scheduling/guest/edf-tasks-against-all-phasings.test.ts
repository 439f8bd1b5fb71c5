import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assertWithEnough } from '../../support/assert-with-enough.ts';
import { runs } from '../../support/runs.ts';
import { globalMisses } from './brute-force/global-run.ts';
import { unitSupply } from './brute-force/unit-supply.ts';
import { longRun } from './brute-force/unit-time.ts';
import { judged } from './problems.ts';
import { anySupply, smallTasks } from './small-systems.ts';

/**
 * All offsets of two tasks' first releases, from the earliest whose job can start with the window.
 */
function* phasings(
  periods: readonly number[],
  jitters: readonly number[],
): Generator<readonly number[]> {
  for (let a = 0; a < (periods[0] ?? 0); a++) {
    for (let b = 0; b < (periods[1] ?? 1); b++)
      yield [a - (jitters[0] ?? 0), b - (jitters[1] ?? 0)];
  }
}

test('an EDF task misses in some phasing exactly when it is said to, and in none where it is not', () => {
  let both = 0;
  const property = fc.property(
    smallTasks({ jitter: true }, 2).filter((tasks) => tasks.every((one) => one.period <= 8)),
    anySupply,
    (tasks, supply) => {
      const { perFrame, frame } = unitSupply(supply);
      const units = tasks.map((one) => ({ ...one, cost: one.wcet }));
      // Above the bandwidth every task misses, but maybe only after this run.
      if (longRun(units, perFrame, frame) > 0) return;
      const result = judged('EDF', supply, tasks);
      const missed = new Set<string>();
      const all = phasings(
        tasks.map((one) => one.period),
        tasks.map((one) => one.jitter),
      );
      for (const offsets of all) {
        for (const pattern of unitSupply(supply).patterns) {
          const run = { supplied: [pattern], offsets, length: 150 };
          for (const name of globalMisses({ kind: 'EDF' }, tasks, run)) missed.add(name);
        }
      }
      for (const { task, verdict } of result.tasks) {
        if (verdict.kind !== 'unknown')
          expect([task, missed.has(task)]).toEqual([task, verdict.kind === 'unschedulable']);
      }
      if (result.verdictOfAll.kind === 'unschedulable')
        expect(missed.has(result.witness?.task ?? '')).toBe(true);
      if (new Set(result.tasks.map((each) => each.verdict.kind)).size > 1) both++;
    },
  );
  assertWithEnough(property, { numRuns: runs(250), found: () => both, above: 0 });
});
