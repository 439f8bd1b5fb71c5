import { EmptyFileSystem } from 'langium';
import { loadText } from '../../language/load.ts';
import { lower } from '../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../language/module.ts';
import { AnalysisCache, analyze } from '../../scheduling/analyze.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import { ordinaryFile } from '../../test/support/generated/ordinary-file.ts';
import { type Benchmark, percentile } from './benchmark.ts';

/** A thousand ordinary files, each analyzed as a whole by itself. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'check/ordinary-p99',
    unit: 'ms',
    goal: 100,
    run: async () => percentile(await times(), 0.99),
  },
  {
    name: 'check/ordinary-max',
    unit: 'ms',
    goal: 500,
    run: async () => Math.max(...(await times())),
  },
];

const FILES = 1_000;

let measured: Promise<readonly number[]> | null = null;

function times(): Promise<readonly number[]> {
  measured ??= measure();
  return measured;
}

/** The time of each file in ms, after the code is compiled. */
async function measure(): Promise<readonly number[]> {
  const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
  const models: SystemModel[] = [];
  for (let seed = 0; seed < FILES; seed++)
    models.push(lower(await loadText(shared, ordinaryFile(seed)), Hypersched).model);
  for (const model of models.slice(0, 100)) analyze(structuredClone(model));
  return models.map((model) => {
    const start = performance.now();
    analyze(model, { cache: new AnalysisCache() });
    return performance.now() - start;
  });
}
