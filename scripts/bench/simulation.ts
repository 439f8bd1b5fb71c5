import { readFileSync } from 'node:fs';
import { EmptyFileSystem } from 'langium';
import { loadText } from '../../language/load.ts';
import { lower } from '../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../language/module.ts';
import { completeSystem } from '../../scheduling/complete.ts';
import type { CompletedModel } from '../../scheduling/model/completed.ts';
import { simulate } from '../../scheduling/simulation/run/simulate.ts';
import type { SegmentColumns } from '../../scheduling/simulation/trace.ts';
import type { Benchmark } from './benchmark.ts';
import { inWorker } from './workers/in-worker.ts';

const SECOND = 1_000_000_000;

/** The jobs per second of work, with the whole trace kept and handed out. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'simulation/hier-jobs-per-second',
    unit: '1/s',
    goal: 1_500_000,
    run: () => jobsPerSecond('hier', 60 * SECOND),
  },
  {
    name: 'simulation/gedf40-jobs-per-second',
    unit: '1/s',
    goal: 400_000,
    run: () => jobsPerSecond('gedf40', 100 * SECOND),
  },
  {
    name: 'simulation/edf10-jobs-per-second',
    unit: '1/s',
    goal: 2_000_000,
    run: () => jobsPerSecond('edf10', 300 * SECOND),
  },
  {
    name: 'simulation/bytes-per-segment',
    unit: 'B',
    goal: 24,
    run: () => bytesPerSegment('hier'),
  },
];

async function jobsPerSecond(name: string, horizon: number): Promise<number> {
  return Number(
    await inWorker('scripts/bench/workers/rate.ts', { model: await workload(name), horizon }),
  );
}

async function bytesPerSegment(name: string): Promise<number> {
  const model = await workload(name);
  const { trace } = simulate(model, { horizon: SECOND });
  if (trace === null) throw new Error('no trace was kept');
  const { start, end, core, vcpu, task, job, kind, count }: SegmentColumns = trace.segments;
  return (
    [start, end, core, vcpu, task, job, kind].reduce((sum, column) => sum + column.byteLength, 0) /
    count
  );
}

async function workload(name: string): Promise<CompletedModel> {
  const path = new URL(`../../test/workloads/${name}.hsched`, import.meta.url);
  const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
  const document = await loadText(shared, readFileSync(path, 'utf8'));
  return completeSystem(lower(document, Hypersched).model);
}
