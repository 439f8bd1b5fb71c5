import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { asWritten } from '../../../support/as-written.ts';
import { modelOf } from '../../../support/model-of.ts';
import { digestOfAlways, drawnRun, drawnSystem } from '../drawn-run.ts';

test('the same seed gives the same bytes, and they are the ones of always', async () => {
  const model = asWritten(await modelOf(drawnSystem));
  expect(drawnRun(model, 1)).toBe(digestOfAlways);
  expect(drawnRun(model, 1)).toBe(digestOfAlways);
  expect(drawnRun(model, 2)).not.toBe(digestOfAlways);
});

test('so it does in a worker, whose code went through the bundler', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { parentPort, workerData } from 'node:worker_threads';
        import { drawnRun } from './test/scheduling/simulation/drawn-run.ts';
        parentPort.postMessage(drawnRun(workerData, 1));`,
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    ...{ bundle: true, write: false, minify: true, platform: 'node', format: 'cjs' },
  });
  const worker = new Worker(outputFiles[0]?.text ?? '', {
    eval: true,
    workerData: asWritten(await modelOf(drawnSystem)),
  });
  const answer = await new Promise<unknown>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  expect(answer).toBe(digestOfAlways);
});

test('what a task draws does not depend on the tasks around it', async () => {
  const alone = await modelOf(`machine m { scheduler null }
    domain d on m { vcpu v0  task t period 10ms wcet 5ms bcet 1ms }`);
  const among = await modelOf(`machine m { cores 2  scheduler null }
    domain before on m { vcpu v0  task t period 10ms wcet 5ms bcet 1ms }
    domain d on m { vcpu v0  task t period 10ms wcet 5ms bcet 1ms }`);
  const responses = [alone, among].map(
    (model) => simulate(asWritten(model), { horizon: 1_000_000_000 }).tasks.at(-1)?.response,
  );
  expect(responses[0]).toEqual(responses[1]);
});
