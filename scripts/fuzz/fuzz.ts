import { Worker } from 'node:worker_threads';
import type { Order, Report } from './worker.ts';

/** The result of one file, with its faults. */
export interface Outcome extends Order {
  /** `null` if the file ended its worker or never came back. */
  readonly report: Report | null;
  /** The faults found; none if the file went well. */
  readonly troubles: readonly string[];
}

/** The processor may be busy with one answer for so long, in ms. */
const BUSY_LIMIT = 2_000;

/** An analysis may go on for so long after a change of its text, in ms. */
const END_LIMIT = 200;

/**
 * A file that is late counts if it is late so often in a row, for the machine may have been busy.
 * Each time a new worker gets it, which knows nothing of it.
 */
const TRIES = 4;

/** After so long without an answer, in ms, a file is taken to hang; the machine may be busy. */
const WATCHDOG = 600_000;

/**
 * Gives each file to a worker, one after the other, and tells how it went. A file that hangs, is
 * late or ends the worker gets the next ones another worker.
 */
export async function* fuzz(orders: Iterable<Order>): AsyncGenerator<Outcome> {
  let worker: Worker | null = null;
  for (const order of orders) {
    for (let tries = 1; ; tries++) {
      worker ??= new Worker(new URL('./worker.ts', import.meta.url));
      const answer = await answerTo(worker, order);
      const isLost = typeof answer === 'string';
      const isLate = !isLost && delaysOf(answer).length > 0;
      if (isLost || isLate) {
        await worker.terminate();
        worker = null;
      }
      if (isLate && answer.thrown === null && tries < TRIES) continue;
      const report = isLost ? null : answer;
      yield { ...order, report, troubles: isLost ? [answer] : troublesOf(answer) };
      break;
    }
  }
  await worker?.terminate();
}

function troublesOf(report: Report): readonly string[] {
  return [...(report.thrown === null ? [] : [report.thrown]), ...delaysOf(report)];
}

function delaysOf({ busy, ends }: Report): readonly string[] {
  const troubles: string[] = [];
  if (busy > BUSY_LIMIT) troubles.push(`takes ${Math.round(busy)} ms`);
  const late = Math.max(0, ...ends);
  if (late > END_LIMIT) troubles.push(`is analyzed for ${Math.round(late)} ms after a change`);
  return troubles;
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
