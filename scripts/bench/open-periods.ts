import { AnalysisCache, analyze } from '../../scheduling/analyze.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import { type Benchmark, median, medianTime } from './benchmark.ts';
import { workload } from './workloads/workload.ts';

/**
 * The choice of all periods, budgets and cores, and its proof: of 50 domains on 8 cores and of
 * 1,000 on 64, with five tasks each. The thousand ask for more than 64 cores with any periods, for
 * their switches alone take 34.
 */
export const benchmarks: readonly Benchmark[] = [
  { name: 'choose/open-50', unit: 'ms', goal: 1_000, run: open50 },
  { name: 'choose/open-1000', unit: 'ms', goal: 15_000, run: open1000 },
];

/** The files, with the bandwidth that the best periods take before switches, in cores. */
const FIFTY = [
  ['open-50-1', 4.224849233],
  ['open-50-2', 4.332100261],
  ['open-50-3', 4.218893193],
  ['open-50-4', 4.267831298],
] as const;

async function open50(): Promise<number> {
  const times: number[] = [];
  for (const [name, bandwidth] of FIFTY) {
    const model = await workload(`${name}.hsched`);
    hold(model, bandwidth);
    times.push(medianTime(3, 0, () => choose(model)));
  }
  return median(times);
}

async function open1000(): Promise<number> {
  const model = await workload('open-1000.hsched');
  hold(model, 34.959465554);
  return medianTime(3, 0, () => choose(model));
}

function choose(model: SystemModel): readonly number[] {
  const { completed } = analyze(structuredClone(model), { cache: new AnalysisCache() });
  return completed.machines.flatMap(({ domains }) =>
    domains.flatMap(({ vcpus }) =>
      vcpus.map(({ budget, period }) => (budget ?? Number.NaN) / (period ?? Number.NaN)),
    ),
  );
}

/** Runs the choice once, to warm up, and refuses a worse one than it has been. */
function hold(model: SystemModel, bandwidth: number): void {
  const total = choose(model).reduce((sum, share) => sum + share, 0);
  if (!(total <= bandwidth))
    throw new Error(`the interfaces take ${total}, not ${bandwidth} cores`);
}
