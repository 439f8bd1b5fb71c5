import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { shown } from './shown.ts';

/** The part of a stream that the line needs. */
export interface WaitStream {
  readonly isTTY?: boolean;
  readonly fd: number;
}

const QUIET_MS = 500;

/** The state of the line, shared by the thread that writes it and the one that ends it. */
const QUIET = 0;
const WRITING = 1;
const SHOWN = 2;
const ENDED = 3;

/**
 * Shows on a terminal what the command does if that takes longer than half a second, and removes
 * the line at its end. A separate thread writes the line, for the work may let no timer of this one
 * run.
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
