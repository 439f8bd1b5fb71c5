import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyzeVcpu } from '../../../scheduling/guest/analyze-vcpu.ts';
import type { GuestPolicy } from '../../../scheduling/model/model.ts';
import type { Supply } from '../../../scheduling/supply/supply.ts';
import { runs } from '../../support/runs.ts';
import { task } from '../../support/systems.ts';
import { judged, problem } from './problems.ts';
import { fixedPriorityPolicy, smallTasks } from './small-systems.ts';

const policy = fc.oneof(fc.constant<GuestPolicy>({ kind: 'EDF' }), fixedPriorityPolicy);
const units = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 12 });

function windows(frame: number, on: readonly boolean[]): Supply {
  return {
    kind: 'windows',
    frame,
    windows: on.flatMap((each, at) => (each ? [{ at, length: 1 }] : [])),
  };
}

test('windows that a switch shortens prove by what is left and refute by the whole', () => {
  fc.assert(
    fc.property(policy, smallTasks({}), units, ({ kind }, tasks, pattern) => {
      const safe = windows(
        pattern.length,
        pattern.map((unit) => unit === 2),
      );
      const necessary = windows(
        pattern.length,
        pattern.map((unit) => unit >= 1),
      );
      const guest = problem(kind, safe, tasks);
      const { verdictOfAll, test: used } = analyzeVcpu({ ...guest, supply: { safe, necessary } });
      const least = judged(kind, safe, tasks).verdictOfAll.kind;
      const most = judged(kind, necessary, tasks).verdictOfAll.kind;
      const expected =
        least === 'schedulable' ? least : most === 'unschedulable' ? most : 'unknown';
      expect(verdictOfAll.kind).toBe(expected);
      if (pattern.includes(1)) expect(used.kind).not.toBe('exact');
    }),
    { numRuns: runs(1000) },
  );
});

test('between the two nothing is proven', () => {
  const shortened: Supply = { kind: 'windows', frame: 10, windows: [{ at: 1, length: 4 }] };
  const whole: Supply = { kind: 'windows', frame: 10, windows: [{ at: 0, length: 5 }] };
  const guest = problem('RM', whole, [task('a', 10, 5)]);
  const verdicts = [
    { safe: whole, necessary: whole },
    { safe: shortened, necessary: whole },
    { safe: shortened, necessary: shortened },
  ].map((supply) => analyzeVcpu({ ...guest, supply }).verdict.kind);
  expect(verdicts).toEqual(['schedulable', 'unknown', 'unschedulable']);
});
