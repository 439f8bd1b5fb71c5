import type { FromWorker, ToWorker } from './run/run-messages.ts';
import { Runner } from './run/runner.ts';

/** The timeline's worker: analysis and simulation, away from the page. */

// The page's `postMessage` takes an origin second; a worker's takes what to transfer.
const scope = self as unknown as {
  postMessage(message: FromWorker, transfer: readonly ArrayBuffer[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

const runner = new Runner(
  (message, transfer) => scope.postMessage(message, transfer),
  () => new Promise((resolve) => setTimeout(resolve, 0)),
);

scope.onmessage = ({ data }) => {
  void runner.answer(data);
};
