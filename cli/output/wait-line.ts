import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { shown } from './shown.ts';

/** As much of a stream as the line needs. */
export interface WaitStream {
  readonly isTTY?: boolean;
  readonly fd: number;
}

const QUIET_MS = 500;

/** What the line is at: the thread that writes it and the one that ends it share this number. */
const QUIET = 0;
const WRITING = 1;
const SHOWN = 2;
const ENDED = 3;

/**
 * Says on a terminal what the command is at, when that takes longer than half a second, and takes
 * the line away at its end. A thread of its own writes the line: what it waits for may not let any
 * timer of this one have its turn.
 */
export function waitLine(text: string, stream: WaitStream): () => void {
  if (stream.isTTY !== true) return () => {};
  const state = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(writer, {
    eval: true,
    workerData: { state, fd: stream.fd, line: shown(text) },
  });
  worker.unref();
  return () => {
    if (Atomics.compareExchange(state, 0, QUIET, ENDED) !== QUIET) {
      Atomics.wait(state, 0, WRITING, 100);
      writeSync(stream.fd, '\r\u001b[K');
    }
    worker.terminate();
  };
}

const writer = `
const { workerData: { state, fd, line } } = require('node:worker_threads');
setTimeout(() => {
  if (Atomics.compareExchange(state, 0, ${QUIET}, ${WRITING}) !== ${QUIET}) return;
  require('node:fs').writeSync(fd, line);
  Atomics.store(state, 0, ${SHOWN});
  Atomics.notify(state, 0);
}, ${QUIET_MS});
`;
