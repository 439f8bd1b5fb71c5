import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { bundled, inNode } from '../bundled.ts';

/**
 * Runs a program in a worker of its own, as the package's engine runs. Beside the language's
 * services, every garbage collection would trace their objects, and earlier code would have shaped
 * the compiled code.
 */
export async function inWorker(entry: string, data: unknown): Promise<unknown> {
  const worker = new Worker(await bundled(entry, inNode), { eval: true, workerData: data });
  const [answer] = await once(worker, 'message');
  await worker.terminate();
  return answer;
}
