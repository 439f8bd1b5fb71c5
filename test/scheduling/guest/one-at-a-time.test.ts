import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzeGlobal } from '../../../scheduling/guest/global/analyze-global.ts';
import type { GlobalProblem } from '../../../scheduling/guest/problem.ts';
import type { Task } from '../../../scheduling/model/model.ts';
import { runs } from '../../support/runs.ts';
import { task } from '../../support/systems.ts';
import { smallTasks } from './small-systems.ts';

/** VCPUs as a string, one letter for each unit of the frame; `-` is nobody's. */
function guest(
  frame: string,
  tasks: readonly Task[],
  more: Partial<Omit<GlobalProblem, 'supplies'>> = {},
): GlobalProblem {
  const names = [...new Set(frame)].filter((name) => name !== '-');
  const supplies = names.map((name) => {
    const windows = [...frame].flatMap((owner, at) => (owner === name ? [{ at, length: 1 }] : []));
    const supply = { kind: 'windows', frame: frame.length, windows } as const;
    return { safe: supply, necessary: supply };
  });
  return { policy: { kind: 'EDF' }, kernelLatency: 0, taskSwitch: 0, supplies, tasks, ...more };
}

const verdict = (problem: GlobalProblem) => analyzeGlobal(problem).verdict.kind;

describe('VCPUs that take turns in windows', () => {
  const three = [task('x', 12, 4), task('z', 12, 4)];
  const one = (deadline: number) => [task('x', 12, 2, { deadline })];
  test.each<[string, GlobalProblem, string]>([
    ['are as good as one', guest('ab', [task('x', 2, 2)]), 'schedulable'],
    ['and no better', guest('ab-', [task('x', 3, 2, { deadline: 2 })]), 'unschedulable'],
    ['one loads a job twice at most', guest('aaaaaa', three, { taskSwitch: 1 }), 'schedulable'],
    ['each loads it anew', guest('aabbcc', three, { taskSwitch: 1 }), 'unknown'],
    ['with room for that it is served', guest('aabbcc', one(6), { taskSwitch: 1 }), 'unknown'],
    [
      'of 2 units in every window one is left',
      guest('aabbcc', one(8), { taskSwitch: 1 }),
      'schedulable',
    ],
    [
      'nothing is loaded anew after a gap',
      guest('aa-aa-', one(7), { taskSwitch: 1 }),
      'schedulable',
    ],
    [
      'each can be within a kernel section',
      guest('ab', one(4), { kernelLatency: 1 }),
      'schedulable',
    ],
    ['and not in time for all of them', guest('ab', one(3), { kernelLatency: 1 }), 'unknown'],
    ['nor for one', guest('ab', one(2), { kernelLatency: 1 }), 'unschedulable'],
  ])('%s', (_, problem, expected) => {
    expect(verdict(problem)).toBe(expected);
  });

  const system = fc.record({
    frame: fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), minLength: 1, maxLength: 10 }),
    tasks: smallTasks({}, 2),
    policy: fc.constantFrom('EDF' as const, 'RM' as const, 'DM' as const),
    taskSwitch: fc.integer({ min: 0, max: 1 }),
  });
  type Drawn = typeof system extends fc.Arbitrary<infer D> ? D : never;
  const toProblem = ({ frame, tasks, policy, taskSwitch }: Drawn) => {
    return guest(frame.includes('a') ? frame : `a${frame}`, tasks, {
      policy: { kind: policy },
      taskSwitch,
    });
  };

  test('never miss in a run what is called schedulable', () => {
    const phases = fc.array(fc.nat(20), { minLength: 3, maxLength: 3 });
    let proven = 0;
    fc.assert(
      fc.property(system, phases, (drawn, offsets) => {
        const problem = toProblem(drawn);
        if (verdict(problem) !== 'schedulable') return;
        proven++;
        expect(misses(problem, offsets)).toBe(false);
      }),
      { numRuns: runs(2000) },
    );
    expect(proven).toBeGreaterThan(runs(2000) / 20);
  });
});

/**
 * Runs the guest unit by unit. A VCPU keeps its task loaded, and has to load another one before
 * that runs.
 */
function misses(
  { supplies, tasks, policy, taskSwitch }: GlobalProblem,
  offsets: readonly number[],
): boolean {
  const jobs: { task: number; due: number; left: number }[] = [];
  const loaded = supplies.map(() => ({ task: -1, left: 0 }));
  for (let t = 0; t < 300; t++) {
    tasks.forEach((one, index) => {
      const since = t - (offsets[index + 1] ?? 0);
      if (since >= 0 && since % one.period === 0)
        jobs.push({ task: index, due: t + one.deadline, left: one.wcet });
    });
    if (jobs.some(({ due }) => due <= t)) return true;
    const rank = ({ task, due }: (typeof jobs)[number]) => {
      const one = tasks[task];
      return policy.kind === 'EDF' ? due : policy.kind === 'RM' ? one?.period : one?.deadline;
    };
    const [job] = [...jobs].sort((a, b) => (rank(a) ?? 0) - (rank(b) ?? 0) || a.task - b.task);
    const vcpu = supplies.findIndex(({ necessary }) => {
      if (necessary.kind !== 'windows') return false;
      const at = (t + (offsets[0] ?? 0)) % necessary.frame;
      return necessary.windows.some((window) => window.at === at);
    });
    const state = loaded[vcpu];
    if (job === undefined || state === undefined) continue;
    if (state.task !== job.task) Object.assign(state, { task: job.task, left: taskSwitch });
    if (state.left > 0) state.left--;
    else if (--job.left === 0) jobs.splice(jobs.indexOf(job), 1);
  }
  return false;
}
