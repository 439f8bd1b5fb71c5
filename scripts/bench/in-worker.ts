import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { bundled, inNode } from './bundled.ts';

/**
 * What a program answers that runs in a worker of its own, as the package's engine does: beside the
 * language's services every collection of garbage would look at theirs, and what ran before would
 * have shaped the compiled code.
 */
export async function inWorker(entry: string, data: unknown): Promise<unknown> {
  const worker = new Worker(await bundled(entry, inNode), { eval: true, workerData: data });
  const [answer] = await once(worker, 'message');
  await worker.terminate();
  return answer;
}
