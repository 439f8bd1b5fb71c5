import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { vcpuMachine } from '../../../test/support/generated/vcpu-machine.ts';
import { KeptOutcomes } from './kept-outcomes.ts';
import { kinds } from './kinds.ts';
import type { Outcome } from './outcome.ts';

/** The number of machines of a kind with each outcome. */
export type Counted = Readonly<Record<Outcome, number>>;

/**
 * Counts the outcomes of the first machines of a kind, in as many workers side by side. Each
 * outcome is kept as soon as it is there, so a count that is ended goes on where it was.
 */
export async function countOutcomes(
  kind: string,
  systems: number,
  workers: number,
): Promise<Counted> {
  const drawn = kinds[kind];
  if (drawn === undefined) throw new Error(`no kind of machines is called ${kind}`);
  const kept = new KeptOutcomes(kind);
  const seeds = Array.from({ length: systems }, (_, seed) => seed);
  const open = seeds.filter((seed) => kept.of(vcpuMachine(drawn, seed)) === undefined);
  const queue = open.values();
  await Promise.all(
    Array.from({ length: Math.min(workers, open.length) }, async () => {
      const worker = new Worker(new URL('../workers/outcomes.ts', import.meta.url));
      // One iterator for all workers: each takes the next machine that nobody has.
      for (const seed of queue) {
        worker.postMessage({ kind, seed });
        const [outcome] = (await once(worker, 'message')) as [Outcome];
        kept.keep(vcpuMachine(drawn, seed), outcome);
        if ((seed + 1) % PROGRESS === 0) process.stderr.write(`${kind}: ${seed + 1}\n`);
      }
      await worker.terminate();
    }),
  );
  const counted = { 'at-once': 0, searched: 0, unknown: 0, 'unknown-but-late': 0 };
  for (const seed of seeds) counted[kept.of(vcpuMachine(drawn, seed)) ?? 'unknown']++;
  return counted;
}

/** The number of machines after which a count tells how far it is. */
const PROGRESS = 100;
