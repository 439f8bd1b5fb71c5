import { parentPort } from 'node:worker_threads';
import { legalFile, truncatedFile } from '../../test/support/generated/legal-file.ts';
import { makeTargets } from './targets.ts';

/** A file to make and to give to every target. */
export interface Order {
  readonly kind: 'legal' | 'truncated';
  readonly seed: number;
}

/** The result of one file. */
export interface Report {
  /** The longest time without a pause that the processor was busy with it, in ms. */
  readonly busy: number;
  /** The error that a target threw, and the target's name. */
  readonly thrown: string | null;
}

const targets = makeTargets();

parentPort?.on('message', async ({ kind, seed }: Order) => {
  const text = kind === 'legal' ? legalFile(seed) : truncatedFile(seed);
  let busy = 0;
  let thrown: string | null = null;
  for (const target of targets) {
    try {
      let before = busySince(0);
      for await (const _ of target.run(text)) {
        busy = Math.max(busy, busySince(before));
        before = busySince(0);
      }
    } catch (error) {
      thrown ??= `${target.name}: ${error instanceof Error ? error.stack : String(error)}`;
    }
  }
  parentPort?.postMessage({ busy, thrown } satisfies Report);
});

/** How long the processor has been busy with this worker since then, in ms. */
function busySince(before: number): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000 - before;
}
