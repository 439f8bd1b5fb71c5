import type { FromWorker, ToWorker } from './run/run-messages.ts';
import { Runner } from './run/runner.ts';

/** The timeline's worker: analysis and simulation, away from the page. */

// The page's `postMessage` takes an origin second; a worker's takes what to transfer.
const scope = self as unknown as {
  postMessage(message: FromWorker, transfer: readonly ArrayBuffer[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

// Timers of 0 ms are made to wait for 4 ms after a few in a row; messages are not.
const { port1, port2 } = new MessageChannel();

const runner = new Runner(
  (message, transfer) => scope.postMessage(message, transfer),
  () =>
    new Promise((resolve) => {
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    }),
);

scope.onmessage = ({ data }) => {
  void runner.answer(data);
};
// What the page sends is held back until it has been told that this script has ended, which this
// message then follows.
setTimeout(() => scope.postMessage({ type: 'ready' }, []));
