import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, Connection } from './connection.ts';

/** The times of a monitor, in ms. */
export interface Pace {
  /** From the beginning of a poll to that of the next, at least. */
  readonly every: number;
  /** The longest wait for an answer. */
  readonly patience: number;
}

/** One poll of a host. */
export interface Poll {
  /** The time of the answer, in ms since 1970. */
  readonly at: number;
  readonly answer: Answer;
}

/** The longest pause between two tries to reach a host, in ms. */
const longestPause = 30_000;

/**
 * Polls a host until the signal, one poll at a time. After a failure it connects anew, at first at
 * the same pace and then at ever longer pauses.
 */
export async function* pollHost(
  prefix: readonly string[],
  { every, patience }: Pace,
  signal: AbortSignal,
): AsyncGenerator<Poll, void> {
  let connection: Connection | null = null;
  let failures = 0;
  const stop = () => connection?.end();
  signal.addEventListener('abort', stop);
  try {
    while (!signal.aborted) {
      const begun = performance.now();
      connection ??= new Connection(prefix);
      const answer = await connection.ask(patience);
      if (signal.aborted) return;
      if (answer.kind === 'failed') connection = null;
      failures = answer.kind === 'failed' ? failures + 1 : 0;
      yield { at: Date.now(), answer };
      const wait = Math.min(every * 2 ** Math.max(0, failures - 1), Math.max(every, longestPause));
      const left = begun + wait - performance.now();
      if (left > 0) await pause(left, undefined, { signal }).catch(() => {});
    }
  } finally {
    signal.removeEventListener('abort', stop);
    connection?.end();
  }
}
