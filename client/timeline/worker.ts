import * as v from 'valibot';
import { speak } from '../../messages/locale.ts';
import { Runner } from './run/runner.ts';
import type { FromWorker } from './talk/run-messages.ts';
import { firstToWorkerSchema, toWorkerSchema } from './talk/run-schemas.ts';

/** The timeline's worker analyzes and simulates away from the page. */

// The second argument of `postMessage` is an origin on a page and the transferred buffers in a
// worker.
const scope = self as unknown as {
  postMessage(message: FromWorker, transfer: readonly ArrayBuffer[]): void;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
};

// Browsers delay repeated timers of 0 ms by 4 ms, but not messages.
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
  // Errors thrown outside of promises reach the page.
  runner.answer(v.parse(toWorkerSchema, data)).catch((error: unknown) =>
    setTimeout(() => {
      throw error;
    }),
  );
};
// The browser holds back the page's messages until this script has ended; this message then
// follows.
setTimeout(() => scope.postMessage({ type: 'ready' }, []));
