import { parentPort, workerData } from 'node:worker_threads';
import type { CompletedModel } from '../../../scheduling/model/completed.ts';
import { simulate } from '../../../scheduling/simulation/run/simulate.ts';
import { median } from '../benchmark.ts';

const WARM_UP = 6;
const RUNS = 15;

const { model, horizon } = workerData as {
  readonly model: CompletedModel;
  readonly horizon: number;
};

function rate(): number {
  const start = performance.now();
  const { tasks } = simulate(model, { horizon });
  const seconds = (performance.now() - start) / 1000;
  return tasks.reduce((sum, { completed }) => sum + completed, 0) / seconds;
}

for (let i = 0; i < WARM_UP; i++) rate();
parentPort?.postMessage(Math.round(median(Array.from({ length: RUNS }, rate))));
