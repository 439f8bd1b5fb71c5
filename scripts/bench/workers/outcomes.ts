import { parentPort } from 'node:worker_threads';
import { vcpuMachine } from '../../../test/support/generated/vcpu-machine.ts';
import { kinds } from '../truth/kinds.ts';
import { outcomeOf } from '../truth/outcome.ts';

/** Tells the outcome of each machine that it is asked for, by its kind and its seed. */
parentPort?.on('message', ({ kind, seed }: { readonly kind: string; readonly seed: number }) => {
  const drawn = kinds[kind];
  if (drawn === undefined) throw new Error(`no kind of machines is called ${kind}`);
  parentPort?.postMessage(outcomeOf(vcpuMachine(drawn, seed)));
});
