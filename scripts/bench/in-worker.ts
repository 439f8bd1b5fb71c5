import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

/**
 * What a program answers that runs in a worker of its own, bundled and minified, as the package's engine does: beside the language's
 * services every collection of garbage would look at theirs, and what ran before would have shaped the compiled code.
 */
export async function inWorker(entry: string, data: unknown): Promise<unknown> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    write: false,
  });
  const worker = new Worker(outputFiles[0]?.text ?? '', { eval: true, workerData: data });
  const [answer] = await once(worker, 'message');
  await worker.terminate();
  return answer;
}
