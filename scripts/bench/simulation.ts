import { readFileSync } from 'node:fs';
import { EmptyFileSystem } from 'langium';
import { loadText } from '../../language/load.ts';
import { lower } from '../../language/lower.ts';
import { createHyperschedServices } from '../../language/module.ts';
import { completeSystem } from '../../scheduling/complete.ts';
import type { CompletedModel } from '../../scheduling/model/completed.ts';
import type { Simulate } from '../../scheduling/simulation/result.ts';
import type { SegmentColumns } from '../../scheduling/simulation/trace.ts';
import { asShipped } from './as-shipped.ts';
import { type Benchmark, median } from './benchmark.ts';

const SECOND = 1_000_000_000;
const WARM_UP = 6;
const RUNS = 15;

/** Jobs done per second of work, the whole trace kept and handed out. */
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
  const model = await workload(name);
  const simulate = await simulator();
  const rate = (): number => {
    const start = performance.now();
    const { tasks } = simulate(model, { horizon });
    const seconds = (performance.now() - start) / 1000;
    return tasks.reduce((sum, { completed }) => sum + completed, 0) / seconds;
  };
  for (let i = 0; i < WARM_UP; i++) rate();
  return Math.round(median(Array.from({ length: RUNS }, rate)));
}

async function bytesPerSegment(name: string): Promise<number> {
  const model = await workload(name);
  const simulate = await simulator();
  const { trace } = simulate(model, { horizon: SECOND });
  if (trace === null) throw new Error('no trace was kept');
  const { start, end, core, vcpu, task, job, kind, count }: SegmentColumns = trace.segments;
  return (
    [start, end, core, vcpu, task, job, kind].reduce((sum, column) => sum + column.byteLength, 0) / count
  );
}

async function simulator(): Promise<Simulate> {
  const module = await asShipped<{ readonly simulate: Simulate }>('scheduling/simulation/simulate.ts');
  return module.simulate;
}

async function workload(name: string): Promise<CompletedModel> {
  const path = new URL(`../../test/workloads/${name}.hsched`, import.meta.url);
  const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
  const document = await loadText(shared, readFileSync(path, 'utf8'));
  return completeSystem(lower(document, Hypersched).model);
}
