import { parentPort } from 'node:worker_threads';
import type { Reply, Request } from './messages.ts';
import { serve } from './serve.ts';

/** The worker's program in Node. */
serve({
  post: (reply: Reply) => parentPort?.postMessage(reply),
  onRequest: (listener) => parentPort?.on('message', (request: Request) => listener(request)),
});
