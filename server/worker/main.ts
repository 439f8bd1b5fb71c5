import type { Request } from './messages.ts';
import { serve } from './serve.ts';

/** The worker's program, for threads of Node and for workers of a browser. */
const thread =
  typeof process === 'undefined'
    ? null
    : process.getBuiltinModule('node:worker_threads').parentPort;
const worker = globalThis as unknown as DedicatedWorkerGlobalScope;

serve(
  thread === null
    ? {
        post: (reply) => worker.postMessage(reply),
        onRequest: (listener) => {
          worker.onmessage = ({ data }: MessageEvent<Request>) => listener(data);
        },
      }
    : {
        post: (reply) => thread.postMessage(reply),
        onRequest: (listener) => thread.on('message', listener),
      },
);
