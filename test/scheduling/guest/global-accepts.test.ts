import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyzeGlobal } from '../../../scheduling/guest/global/analyze-global.ts';
import { globalAccepts } from '../../../scheduling/guest/global/global-accepts.ts';
import type { GlobalProblem } from '../../../scheduling/guest/problem.ts';
import { runs } from '../../support/runs.ts';
import { anySupply, fixedPriorityPolicy, smallTasks } from './small-systems.ts';

const aProblem = fc
  .record({
    policy: fc.oneof(fc.constant({ kind: 'EDF' } as const), fixedPriorityPolicy),
    tasks: smallTasks({ jitter: true, blocking: true, soft: true }, 4),
    supplies: fc.array(anySupply, { minLength: 1, maxLength: 3 }),
    kernelLatency: fc.constantFrom(0, 0, 1),
    taskSwitch: fc.constantFrom(0, 0, 1),
  })
  .map(
    ({ supplies, ...load }): GlobalProblem => ({
      ...load,
      supplies: supplies.map((supply) => ({ safe: supply, necessary: supply })),
    }),
  );

test('is the answer of the whole analysis, for all tasks', () => {
  let accepted = 0;
  fc.assert(
    fc.property(aProblem, (problem) => {
      const proven = analyzeGlobal(problem).verdictOfAll.kind === 'schedulable';
      expect(globalAccepts(problem)).toBe(proven);
      if (proven) accepted++;
    }),
    { numRuns: runs(3_000) },
  );
  expect(accepted).toBeGreaterThan(100);
});
