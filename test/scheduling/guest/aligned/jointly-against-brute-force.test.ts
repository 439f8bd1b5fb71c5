import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzeGlobal } from '../../../../scheduling/guest/global/analyze-global.ts';
import type { GlobalProblem } from '../../../../scheduling/guest/problem.ts';
import type { GuestPolicy, Task } from '../../../../scheduling/model/model.ts';
import { runs } from '../../../support/runs.ts';
import { task } from '../../../support/systems.ts';
import { tickedJointMisses } from '../brute-force/ticked-joint-run.ts';
import { supplyOf, type TickedFrame } from './aligned-systems.ts';

interface JointSystem {
  readonly policy: GuestPolicy;
  readonly tasks: readonly Task[];
  readonly frames: readonly TickedFrame[];
}

/** Guests on two or three VCPUs, whose windows of one frame overlap. */
const systems: fc.Arbitrary<JointSystem> = fc.constantFrom(2, 3, 4, 6, 12).chain((frame) => {
  const open = fc.array(
    fc.integer({ min: 0, max: 2 }).map((each) => each > 0),
    { minLength: frame, maxLength: frame },
  );
  const one = fc.record({
    period: fc.constantFrom(2, 3, 4, 6, 12),
    wcet: fc.integer({ min: 1, max: 6 }),
    deadline: fc.integer({ min: 1, max: 14 }),
    offset: fc.integer({ min: 0, max: 12 }),
  });
  return fc
    .record({
      policy: fc.constantFrom<GuestPolicy>(
        { kind: 'EDF' },
        { kind: 'RM' },
        { kind: 'DM' },
        { kind: 'FP' },
      ),
      drawn: fc.array(one, { minLength: 1, maxLength: 4 }),
      opens: fc.array(open, { minLength: 2, maxLength: 3 }),
    })
    .map(({ policy, drawn, opens }) => ({
      policy,
      tasks: drawn.map(({ period, wcet, ...more }, index) =>
        task(`t${index}`, period, Math.min(wcet, period), { ...more, priority: 10 - index }),
      ),
      frames: opens.map((each) => ({ frame, open: each })),
    }));
});

function problemOf({ policy, tasks, frames }: JointSystem): GlobalProblem {
  const supplies = frames.map((frame) => {
    const supply = supplyOf(frame);
    return { safe: supply, necessary: supply };
  });
  return { policy, tasks, kernelLatency: 0, taskSwitch: 0, supplies, releases: 'aligned' };
}

function missesOf(
  { policy, tasks, frames }: JointSystem,
  multiples: number,
  work: (task: Task) => number = ({ wcet }) => wcet,
): ReadonlySet<string> {
  const vcpus = (t: number) => frames.filter(({ frame, open }) => open[t % frame] === true).length;
  return tickedJointMisses(policy, tasks, vcpus, work, 12 + multiples * 12 + 14);
}

describe('aligned releases on several VCPUs', () => {
  test('are not proven by a run where the windows change', () => {
    const tasks = [task('a', 4, 3), task('b', 4, 3)];
    const frame = { frame: 4, windows: [{ at: 0, length: 4 }] };
    const supply = { kind: 'changing-windows', once: [], begin: 8, ...frame } as const;
    const pair = { safe: supply, necessary: supply };
    const load = { policy: { kind: 'EDF' }, tasks, kernelLatency: 0, taskSwitch: 0 } as const;
    const { verdict } = analyzeGlobal({ ...load, supplies: [pair, pair], releases: 'aligned' });
    expect(verdict.kind).not.toBe('schedulable');
  });

  test('are judged by the run, and never miss in a longer one or with shorter jobs', () => {
    const seen = { schedulable: 0, unschedulable: 0, unknown: 0 };
    const drawn = fc.infiniteStream(fc.nat(99));
    fc.assert(
      fc.property(systems, drawn, (system, stream) => {
        const { verdict, tasks } = analyzeGlobal(problemOf(system));
        seen[verdict.kind]++;
        // The backlog of an overload may grow by one tick in each common multiple.
        const missed = missesOf(system, 40);
        if (verdict.kind === 'schedulable') {
          expect([...missed]).toEqual([]);
          const next = () => stream.next().value as number;
          const shorter = ({ wcet }: Task) =>
            next() < 50 ? wcet : Math.floor((next() * (wcet + 1)) / 100);
          expect([...missesOf(system, 6, shorter)]).toEqual([]);
        }
        if (verdict.kind === 'unschedulable') expect(missed.size).toBeGreaterThan(0);
        for (const { task: name, verdict: own } of tasks)
          if (own.kind === 'unschedulable') expect(missed.has(name), name).toBe(true);
        const constrained = system.tasks.every(({ deadline, period }) => deadline <= period);
        if (constrained && missed.size === 0 && missesOf(system, 3).size === 0)
          expect(verdict.kind).toBe('schedulable');
      }),
      { numRuns: runs(500) },
    );
    expect(seen.schedulable).toBeGreaterThan(runs(500) / 20);
    expect(seen.unschedulable).toBeGreaterThan(runs(500) / 20);
  });
});
