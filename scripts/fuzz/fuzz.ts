import { Worker } from 'node:worker_threads';
import type { Order, Report } from './worker.ts';

/** A file that did not go well. */
export interface Trouble extends Order {
  readonly what: string;
}

/** The processor may be busy with one file for so long, in ms. */
const BUSY_LIMIT = 2_000;

/** After so long without an answer, in ms, a file is taken to hang; the machine may be busy. */
const WATCHDOG = 60_000;

/**
 * Gives each file to a worker, one after the other, and yields those that take too long, throw, or
 * end the worker; then goes on with another worker.
 */
export async function* fuzz(orders: Iterable<Order>): AsyncGenerator<Trouble> {
  let worker: Worker | null = null;
  for (const order of orders) {
    worker ??= new Worker(new URL('./worker.ts', import.meta.url));
    const answer = await answerTo(worker, order);
    if (typeof answer === 'string') {
      await worker.terminate();
      worker = null;
      yield { ...order, what: answer };
    } else if (answer.thrown !== null) {
      yield { ...order, what: answer.thrown };
    } else if (answer.busy > BUSY_LIMIT) {
      yield { ...order, what: `takes ${Math.round(answer.busy)} ms` };
    }
  }
  await worker?.terminate();
}

/** The worker's report, or the reason in words that there is none. */
function answerTo(worker: Worker, order: Order): Promise<Report | string> {
  return new Promise((resolve) => {
    const done = (answer: Report | string): void => {
      clearTimeout(watchdog);
      worker.off('message', reported).off('error', failed).off('exit', ended);
      resolve(answer);
    };
    const reported = (report: Report): void => done(report);
    const failed = (error: unknown): void => done(`ends the worker: ${String(error)}`);
    const ended = (code: number): void => done(`ends the worker with ${code}`);
    const watchdog = setTimeout(() => done('does not end'), WATCHDOG);
    worker.on('message', reported).on('error', failed).on('exit', ended);
    worker.postMessage(order);
  });
}

/** `count` files of a kind, from a seed on. */
export function* files(kind: Order['kind'], count: number, seed: number): Generator<Order> {
  for (let i = 0; i < count; i++) yield { kind, seed: seed + i };
}
