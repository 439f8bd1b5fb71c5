import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demandBound } from '../../../scheduling/demand/demand-bound.ts';
import { guestDemand } from '../../../scheduling/demand/guest-demand.ts';
import { priorityLevels } from '../../../scheduling/demand/levels.ts';
import { nextRequest, requestBound } from '../../../scheduling/demand/request-bound.ts';
import { runs } from '../../support/runs.ts';
import { fixedPriorityPolicy, smallTasks } from '../guest/small-systems.ts';

const load = { kernelLatency: 0, taskSwitch: 0 };
const everything = { jitter: true, blocking: true };

describe('demand under EDF', () => {
  test('counts, job by job, what is released and due within the window, and the longest blocking', () => {
    fc.assert(
      fc.property(smallTasks(everything, 4), fc.integer({ min: 0, max: 120 }), (tasks, t) => {
        const columns = guestDemand({ policy: { kind: 'EDF' }, tasks, ...load }, 'safe');
        let [work, blocking] = [0, 0];
        tasks.forEach(({ wcet, period, deadline, jitter }, row) => {
          for (let due = deadline - jitter; due <= t; due += period) {
            work += wcet;
            blocking = Math.max(blocking, columns.blocking[row] ?? 0);
          }
        });
        expect(demandBound(columns).at(t)).toBe(work + blocking);
      }),
      { numRuns: runs(1000) },
    );
  });

  test('steps where a job is due and nowhere else', () => {
    fc.assert(
      fc.property(smallTasks(everything, 4), fc.integer({ min: 0, max: 120 }), (tasks, t) => {
        let last = -1;
        for (const { period, deadline, jitter } of tasks) {
          for (let due = deadline - jitter; due < t; due += period) last = Math.max(last, due);
        }
        const columns = guestDemand({ policy: { kind: 'EDF' }, tasks, ...load }, 'safe');
        expect(demandBound(columns).stepBefore(t)).toBe(last);
      }),
      { numRuns: runs(1000) },
    );
  });
});

test('a request bound stays as it is until just the next request of what interferes', () => {
  const window = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(fixedPriorityPolicy, smallTasks(everything, 4), window, (policy, tasks, t) => {
      const columns = guestDemand({ policy, tasks, ...load }, 'safe');
      const levels = priorityLevels(policy, tasks, columns, 'safe');
      for (let row = 0; row < tasks.length; row++) {
        const now = requestBound(levels, row, 1, t);
        let last = t;
        // Each generated task recurs within its period of at most 20.
        while (last < t + 25 && requestBound(levels, row, 1, last + 1) === now) last++;
        expect(nextRequest(levels, row, t)).toBe(last === t + 25 ? Number.POSITIVE_INFINITY : last);
      }
    }),
    { numRuns: runs(1000) },
  );
});
