import { parentPort } from 'node:worker_threads';
import { legalFile, truncatedFile } from '../../test/support/generated/legal-file.ts';
import { commandTarget } from './command-target.ts';
import { serverTarget } from './server-target.ts';

/** A file to make and to give to every target. */
export interface Order {
  readonly kind: 'legal' | 'truncated';
  readonly seed: number;
}

/** The result of one file. */
export interface Report {
  readonly answers: number;
  /** The longest time that the processor was busy with one answer, in ms. */
  readonly busy: number;
  /** The milliseconds that each analysis went on after a change of its text. */
  readonly ends: readonly number[];
  /** The first error, and the target that threw it. */
  readonly thrown: string | null;
}

const targets = Promise.all([commandTarget(), serverTarget()]);

parentPort?.on('message', async ({ kind, seed }: Order) => {
  const text = kind === 'legal' ? legalFile(seed) : truncatedFile(seed);
  let answers = 0;
  let busy = 0;
  const ends: number[] = [];
  let thrown: string | null = null;
  for (const target of await targets) {
    try {
      let before = busySince(0);
      for await (const done of target.run(text)) {
        busy = Math.max(busy, busySince(before));
        if (done.kind === 'end') ends.push(done.after);
        else answers++;
        before = busySince(0);
      }
    } catch (error) {
      thrown ??= `${target.name}: ${error instanceof Error ? error.stack : String(error)}`;
    }
  }
  parentPort?.postMessage({ answers, busy, ends, thrown } satisfies Report);
});

/** How long the processor has been busy with this worker since then, in ms. */
function busySince(before: number): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000 - before;
}
