import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accepts } from '../../../../scheduling/guest/accepts.ts';
import { analyzeVcpu } from '../../../../scheduling/guest/analyze-vcpu.ts';
import type { GuestPolicy, Task } from '../../../../scheduling/model/model.ts';
import { assertWithEnough } from '../../../support/assert-with-enough.ts';
import { runs } from '../../../support/runs.ts';
import { type TickedCourse, type TickedResult, tickedRun } from '../brute-force/ticked-run.ts';
import {
  type AlignedSystem,
  alignedSystems,
  anyGuestPolicy,
  repeats,
  supplyOf,
} from './aligned-systems.ts';

const wcet = ({ wcet }: Task): number => wcet;

/** The run of a system over so many common multiples after the largest offset. */
function ranFor(
  system: AlignedSystem,
  multiples: number,
  more: Partial<TickedCourse> = {},
): TickedResult {
  const { frame, problem } = system;
  const offset = Math.max(...problem.tasks.map((task) => task.offset));
  const deadline = Math.max(...problem.tasks.map((task) => task.deadline));
  return tickedRun(problem, {
    length: offset + multiples * repeats(system) + deadline,
    supplied: (t) => frame.open[t % frame.frame] === true,
    work: wcet,
    ...more,
  });
}

function isOverloaded({ frame, problem }: AlignedSystem): boolean {
  const share = frame.open.filter((each) => each).length / frame.frame;
  const used = problem.tasks.reduce((sum, { wcet, period }) => sum + wcet / period, 0);
  return used > share + 1e-9;
}

const preemptive = fc.constantFrom<GuestPolicy>(
  { kind: 'EDF' },
  { kind: 'RM' },
  { kind: 'DM' },
  { kind: 'FP' },
  { kind: 'FIFO' },
);

describe('aligned releases', () => {
  const exact = alignedSystems({ policies: preemptive, distinct: true });

  test('are judged, and respond, exactly as in the run tick by tick', () => {
    const seen = new Set<string>();
    const kinds = ['schedulable false', 'unschedulable false', 'unschedulable true'];
    assertWithEnough(
      fc.property(exact, (system) => {
        const result = analyzeVcpu(system.problem);
        const { late, longest } = ranFor(system, 2);
        const over = isOverloaded(system);
        const misses = (task: Task) => late.has(task.name);
        const hard = system.problem.tasks.filter(({ soft }) => soft === undefined);
        const fails = hard.some(misses) || (over && hard.length === system.problem.tasks.length);
        if (!over || system.problem.policy.kind === 'EDF')
          expect(result.verdict.kind).toBe(
            fails || (over && hard.length > 0) ? 'unschedulable' : 'schedulable',
          );
        expect(accepts(system.problem)).toBe(result.verdictOfAll.kind === 'schedulable');
        expect(result.test).toEqual({ name: 'aligned-run', kind: 'exact' });
        seen.add(`${result.verdict.kind} ${over}`);
        for (const [index, task] of system.problem.tasks.entries()) {
          const found = result.tasks[index];
          if (misses(task)) expect(found?.verdict.kind, task.name).toBe('unschedulable');
          else if (!over) expect(found?.verdict.kind, task.name).toBe('schedulable');
          if (over) continue;
          expect(found?.responseIsBound).toBe(false);
          if (found?.response !== null)
            expect(found?.response, task.name).toBe(longest.get(task.name));
        }
      }),
      {
        numRuns: runs(600),
        found: () => kinds.filter((kind) => seen.has(kind)).length,
        above: kinds.length - 1,
      },
    );
  });

  test('show each miss, and each response, within the largest offset and twice the common multiple', () => {
    fc.assert(
      fc.property(exact, (system) => {
        if (isOverloaded(system)) return;
        const [short, long] = [ranFor(system, 2), ranFor(system, 6)];
        expect([...long.late.keys()].sort()).toEqual([...short.late.keys()].sort());
        expect(new Map([...long.longest].sort())).toEqual(new Map([...short.longest].sort()));
      }),
      { numRuns: runs(200) },
    );
  });

  test('name a window of the run in which a late job has too little', () => {
    fc.assert(
      fc.property(exact, ({ frame, problem }) => {
        const { witness, verdictOfAll } = analyzeVcpu(problem);
        if (verdictOfAll.kind === 'schedulable' || witness === null) return;
        const { from = -1, time, demand, supply } = witness;
        let given = 0;
        for (let t = from; t < from + time; t++) if (frame.open[t % frame.frame] === true) given++;
        expect(supply).toBe(given);
        expect(demand).toBeGreaterThan(supply);
        expect(from).toBeGreaterThanOrEqual(0);
        const task = problem.tasks.find(({ name }) => name === witness.task);
        const release = from + time - (task?.deadline ?? 0) - (task?.offset ?? 0);
        expect(release % (task?.period ?? 1)).toBe(0);
      }),
      { numRuns: runs(300) },
    );
  });

  const charged = alignedSystems({
    policies: anyGuestPolicy,
    distinct: false,
    kernelLatency: fc.constantFrom(0, 0, 1, 2),
    taskSwitch: fc.constantFrom(0, 0, 0, 1),
  });

  test('never miss where they are accepted: with shorter jobs, sections, switches and equals', () => {
    let accepted = 0;
    fc.assert(
      fc.property(charged, fc.infiniteStream(fc.nat(99)), (system, drawn) => {
        const result = analyzeVcpu(system.problem);
        const proven = system.problem.tasks.filter(
          (_, index) => result.tasks[index]?.verdict.kind === 'schedulable',
        );
        if (proven.length === 0) return;
        accepted++;
        const next = () => drawn.next().value as number;
        const { kernelLatency } = system.problem;
        const { late, longest } = ranFor(system, 3, {
          work: ({ wcet }) => (next() < 60 ? wcet : Math.floor((next() * (wcet + 1)) / 100)),
          section: () => (next() < 50 ? kernelLatency : 0),
        });
        for (const { name } of proven) {
          expect(late.get(name), name).toBeUndefined();
          const response = result.tasks.find((task) => task.task === name)?.response ?? null;
          if (response !== null) expect(longest.get(name) ?? 0, name).toBeLessThanOrEqual(response);
        }
      }),
      { numRuns: runs(800) },
    );
    expect(accepted).toBeGreaterThan(runs(800) / 5);
  });

  test('miss in the plain run where they are called unschedulable', () => {
    let refuted = 0;
    assertWithEnough(
      fc.property(charged, (system) => {
        const result = analyzeVcpu(system.problem);
        if (result.verdict.kind !== 'unschedulable' || isOverloaded(system)) return;
        refuted++;
        const { late } = ranFor({ ...system, problem: { ...system.problem, taskSwitch: 0 } }, 2);
        for (const { task, verdict } of result.tasks)
          if (verdict.kind === 'unschedulable') expect(late.has(task), task).toBe(true);
      }),
      { numRuns: runs(800), found: () => refuted, above: runs(800) / 20 },
    );
  });

  test('never miss where they are accepted, whatever part of a switch a window loses', () => {
    fc.assert(
      fc.property(exact, fc.infiniteStream(fc.boolean()), (system, drawn) => {
        const { open, frame } = system.frame;
        const starts = (at: number) => open[at] === true && open[(at + frame - 1) % frame] !== true;
        const safe = supplyOf({ frame, open: open.map((each, at) => each && !starts(at)) });
        const supply = { safe, necessary: system.problem.supply.necessary };
        const { tasks, verdictOfAll } = analyzeVcpu({ ...system.problem, supply });
        if (verdictOfAll.kind !== 'schedulable') return;
        const { late } = ranFor(system, 3, {
          supplied: (t) => {
            const at = t % frame;
            return open[at] === true && !(starts(at) && (drawn.next().value as boolean));
          },
        });
        expect([...late.keys()]).toEqual([]);
        expect(tasks.every(({ verdict }) => verdict.kind === 'schedulable')).toBe(true);
      }),
      { numRuns: runs(300) },
    );
  });
});
