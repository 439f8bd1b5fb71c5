import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import type { Analysis, LateCourse } from '../../../scheduling/model/analysis.ts';
import { jobsOfTrace } from '../../../scheduling/simulation/jobs-of-trace.ts';
import { simulate } from '../../../scheduling/simulation/run/simulate.ts';
import { lateWindow } from '../../../scheduling/simulation/worst-case/late-course.ts';
import { assertWithEnough } from '../../support/assert-with-enough.ts';
import { landing } from '../../support/landing.ts';
import { modelOf } from '../../support/model-of.ts';
import { runs } from '../../support/runs.ts';
import { MS, system } from '../../support/systems.ts';
import { planSystem, tightened } from './plan-system.ts';

function coursesOf({ scenarios }: Analysis): readonly LateCourse[] {
  return scenarios.flatMap(({ steps }) => steps.flatMap(({ across }) => across ?? []));
}

/** The run of a course up to the end of its window, in ns of the scenario. */
function runOf(course: LateCourse) {
  const { origin, due } = lateWindow(course);
  return simulate(
    { machines: [course.machine], scenarios: [] },
    {
      course,
      horizon: due - origin + 1,
    },
  );
}

/** From 3 ms on the windows give 7 ms in 12 ms, from 5 ms on only 6 ms, which are enough there. */
const missesWithMoreSupply = `
machine m {
  cores 1
  scheduler ARINC653 major-frame 5ms
  window b.v0 at 0ms for 1ms
  window a.v0 at 2ms for 3ms
  plan landing {
    window a.v0 at 0ms for 3ms
    window b.v0 at 3ms for 1ms
    window a.v0 at 4ms for 1ms
  }
}
domain a on m {
  scheduler RM
  vcpu v0
  task t0  period 5ms   wcet 2ms
  task t1  period 12ms  wcet 2ms
}
domain b on m { vcpu v0  task t  period 100ms  wcet 1ms }
scenario s on m {
  at 0ms  start a
  at 0ms  start b
  at 0ms  plan m landing
  at 1ms  plan m first
  run 20ms
}
`;

describe('a change of plan that is refused', () => {
  test('is shown by the window of time that straddles it, with the run that misses', async () => {
    const [course] = coursesOf(analyze(await modelOf(landing)));
    if (course === undefined) throw new Error('the change is not refused for its course');
    // The last old window ends at 110 ms, the first new one begins at 130 ms.
    expect(lateWindow(course)).toMatchObject({ from: 110 * MS, due: 124 * MS });
    const { trace, tasks } = runOf(course);
    expect(tasks.map(({ name, misses }) => [name, misses])).toEqual([['control', 1]]);
    const { origin } = lateWindow(course);
    if (trace === null) throw new Error('the run has no trace');
    expect(origin + (jobsOfTrace(trace).release[0] ?? 0)).toBe(110 * MS);
  });

  test('is shown by a window that misses where another has less supply', async () => {
    const courses = coursesOf(analyze(await modelOf(missesWithMoreSupply)));
    expect(courses.length).toBeGreaterThan(0);
    for (const course of courses)
      expect(runOf(course).tasks.some(({ misses }) => misses > 0)).toBe(true);
  });

  test('has such a run wherever a proof says that it fails', () => {
    let seen = 0;
    const property = fc.property(planSystem, fc.boolean(), (free, tight) => {
      const { machine, steps } = tight ? tightened(free) : free;
      const scenario = { name: 's', machine: machine.name, steps };
      for (const course of coursesOf(analyze(system([machine], [scenario])))) {
        seen++;
        const misses = runOf(course).tasks.reduce((sum, task) => sum + task.misses, 0);
        expect(misses, JSON.stringify(course)).toBeGreaterThan(0);
      }
    });
    assertWithEnough(property, { numRuns: runs(1500), found: () => seen, above: 0 });
  });
});
