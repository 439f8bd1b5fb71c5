import * as v from 'valibot';
import { speak } from '../../messages/locale.ts';
import { Runner } from './run/runner.ts';
import type { FromWorker } from './talk/run-messages.ts';
import { firstToWorkerSchema, toWorkerSchema } from './talk/run-schemas.ts';

/** The timeline's worker: analysis and simulation, away from the page. */

// The page's `postMessage` takes an origin second; a worker's takes what to transfer.
const scope = self as unknown as {
  postMessage(message: FromWorker, transfer: readonly ArrayBuffer[]): void;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
};

// Timers of 0 ms are made to wait for 4 ms after a few in a row; messages are not.
const { port1, port2 } = new MessageChannel();
const resting: (() => void)[] = [];
port1.onmessage = () => resting.shift()?.();

const runner = new Runner(
  (message, transfer) => scope.postMessage(message, transfer),
  () =>
    new Promise((resolve) => {
      resting.push(resolve);
      port2.postMessage(null);
    }),
);

scope.onmessage = ({ data }) => {
  const first = v.safeParse(firstToWorkerSchema, data);
  if (first.success) {
    speak(first.output.translations);
    return;
  }
  // What is thrown outside of a promise is told to the page.
  runner.answer(v.parse(toWorkerSchema, data)).catch((error: unknown) =>
    setTimeout(() => {
      throw error;
    }),
  );
};
// What the page sends is held back until it has been told that this script has ended, which this
// message then follows.
setTimeout(() => scope.postMessage({ type: 'ready' }, []));
