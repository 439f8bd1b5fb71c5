import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CompletedModel } from '../../../../scheduling/model/completed.ts';
import {
  draw,
  type Purpose,
  purposes,
  streamOf,
} from '../../../../scheduling/simulation/engine/random.ts';
import { jobsOfTrace } from '../../../../scheduling/simulation/jobs-of-trace.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { segmentKinds, type Trace } from '../../../../scheduling/simulation/trace.ts';
import { runs } from '../../../support/runs.ts';
import { randomHost } from '../random-host.ts';
import { randomSystem } from '../random-system.ts';
import { type Draws, runStepped, type SteppedJob } from './stepped.ts';

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

test('so does every job in the pools of a host, of all policies, and each core is busy with the same VCPUs', () => {
  agree(randomHost(), 2000);
});

test('a pool runs in a host as it runs as a machine of its own', () => {
  const property = fc.property(randomHost(), fc.integer({ min: 0, max: 1000 }), (host, seed) => {
    const together = ran(host, seed);
    const alone = host.machines.map((machine) => {
      const { pool: _, ...own } = { ...machine, host: machine.name };
      return ran({ machines: [own], scenarios: [] }, seed);
    });
    expect(together.tasks).toEqual(alone.flatMap(({ tasks }) => tasks));
    expect(together.vcpus).toEqual(alone.flatMap(({ vcpus }) => vcpus));
    expect(together.cores).toEqual(alone.flatMap(({ cores }) => cores));
    expect(rowsOf(together.trace)).toEqual(alone.flatMap(({ trace }) => rowsOf(trace)).sort());
  });
  fc.assert(property, { numRuns: runs(300) });
});

function agree(systems: fc.Arbitrary<CompletedModel>, cases: number): void {
  const property = fc.property(systems, fc.integer({ min: 0, max: 1000 }), (model, seed) => {
    const { trace } = ran(model, seed);
    const stepped = model.machines.map((machine) => runStepped(machine, HORIZON, drawsOf(seed)));
    isSame(
      jobsIn(trace),
      stepped.flatMap(({ jobs }) => jobs.map(rowOf)),
    );
    isSame(
      busyIn(trace),
      stepped.flatMap(({ busy }) => [...busy]),
    );
  });
  fc.assert(property, { numRuns: runs(cases) });
}

/** A comparison of texts is fast; `expect` shows the differences. */
function isSame(one: unknown, other: unknown): void {
  if (JSON.stringify(one) !== JSON.stringify(other)) expect(one).toEqual(other);
}

function ran(model: CompletedModel, seed: number) {
  const { trace, ...result } = simulate(model, { horizon: HORIZON, seed });
  if (trace === null) throw new Error('no trace');
  return { ...result, trace };
}

/** By the core's number, the VCPU that executed in each nanosecond. */
function busyIn({ names, segments }: Trace): readonly (readonly [number, readonly string[]])[] {
  const busy = names.cores.map(({ core }) => [core, new Array<string>(HORIZON).fill('')] as const);
  for (let row = 0; row < segments.count; row++) {
    if (segmentKinds[segments.kind[row] as number] === 'switch') continue;
    const vcpu = names.vcpus[segments.vcpu[row] as number];
    const [, own] = busy[segments.core[row] as number] ?? [];
    own?.fill(`${vcpu?.domain}.${vcpu?.vcpu}`, segments.start[row], segments.end[row]);
  }
  return busy;
}

/** All segments and events with names for numbers, in an order that does not depend on the host. */
function rowsOf({ names, segments, events }: Trace): readonly string[] {
  const core = (index: number | undefined) => names.cores[index ?? -1]?.core ?? '';
  const vcpu = (index: number | undefined) =>
    Object.values(names.vcpus[index ?? -1] ?? {}).slice(0, 2);
  const task = (index: number | undefined) => names.tasks[index ?? -1]?.task ?? '';
  const rows = Array.from({ length: segments.count }, (_, row) => [
    ...[segments.start[row], segments.end[row], core(segments.core[row])],
    ...[vcpu(segments.vcpu[row]), task(segments.task[row]), segments.job[row], segments.kind[row]],
  ]);
  const instants = Array.from({ length: events.count }, (_, row) => [
    ...[events.time[row], events.kind[row], core(events.core[row])],
    ...[vcpu(events.vcpu[row]), task(events.task[row]), events.job[row]],
  ]);
  return [...rows, ...instants].map((row) => JSON.stringify(row)).sort();
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

function rowOf({ domain, task, job, start, finish }: SteppedJob): Row {
  return [`${domain}.${task}`, job, start, finish];
}

function drawsOf(seed: number): Draws {
  const drawn = (domain: string, task: string, job: number, purpose: Purpose, most: number) =>
    draw(seed, streamOf(domain, task), job, purpose, most);
  return {
    delay: (domain, { name, jitter }, job) => drawn(domain, name, job, purposes.jitter, jitter),
    demand: (domain, { name, bcet, wcet }, job) =>
      bcet + drawn(domain, name, job, purposes.execution, wcet - bcet),
    gap: (domain, { name, period, sporadic }, job) =>
      period + (sporadic ? drawn(domain, name, job, purposes.gap, period) : 0),
  };
}
