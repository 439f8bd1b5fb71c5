import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CompletedMachine, CompletedModel } from '../../../../scheduling/model/completed.ts';
import { draw, purposes, streamOf } from '../../../../scheduling/simulation/engine/random.ts';
import { jobsOfTrace } from '../../../../scheduling/simulation/jobs-of-trace.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import type { Trace } from '../../../../scheduling/simulation/trace.ts';
import { runs } from '../../../support/runs.ts';
import { randomSystem } from '../random-system.ts';
import { type Draws, runStepped } from './stepped.ts';

const HORIZON = 120;

test('every job on a partitioned machine starts and finishes as in a run that looks at every nanosecond', () => {
  agree(randomSystem({}), 2000);
});

test('so does every job under jitter, sporadic releases and execution times that vary', () => {
  agree(randomSystem({ varied: true }), 2000);
});

test('so does every job on a machine that schedules globally', () => {
  agree(randomSystem({ varied: true, placement: 'global' }), 2000);
});

function agree(systems: fc.Arbitrary<CompletedModel>, cases: number): void {
  const property = fc.property(systems, fc.integer({ min: 0, max: 1000 }), (model, seed) => {
    const { trace } = simulate(model, { horizon: HORIZON, seed });
    const [machine] = model.machines;
    if (trace === null || machine === undefined) throw new Error('no trace, or no machine');
    const ran = jobsIn(trace);
    const stepped = steppedJobs(machine, seed);
    // A comparison of texts is fast; `expect` shows the differences.
    if (JSON.stringify(ran) !== JSON.stringify(stepped)) expect(ran).toEqual(stepped);
  });
  fc.assert(property, { numRuns: runs(cases) });
}

type Row = readonly [task: string, job: number, start: number | null, finish: number | null];

function jobsIn(trace: Trace): readonly Row[] {
  const jobs = jobsOfTrace(trace);
  const orNull = (time: number | undefined): number | null =>
    time === undefined || Number.isNaN(time) ? null : time;
  return Array.from({ length: jobs.count }, (_, row) => {
    const task = trace.names.tasks[jobs.task[row] as number];
    const name = `${task?.domain}.${task?.task}`;
    return [
      name,
      jobs.job[row] as number,
      orNull(jobs.start[row]),
      orNull(jobs.finish[row]),
    ] as const;
  });
}

function steppedJobs(machine: CompletedMachine, seed: number): readonly Row[] {
  const draws: Draws = {
    delay: (domain, task, job) =>
      draw(seed, streamOf(domain, task.name), job, purposes.jitter, task.jitter),
    demand: (domain, task, job) =>
      task.bcet +
      draw(seed, streamOf(domain, task.name), job, purposes.execution, task.wcet - task.bcet),
    gap: (domain, task, job) =>
      task.period +
      (task.sporadic ? draw(seed, streamOf(domain, task.name), job, purposes.gap, task.period) : 0),
  };
  return runStepped(machine, HORIZON, draws).map(
    ({ domain, task, job, start, finish }) => [`${domain}.${task}`, job, start, finish] as const,
  );
}
