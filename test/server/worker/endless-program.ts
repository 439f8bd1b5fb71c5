import { parentPort } from 'node:worker_threads';
import type { Request } from '../../../server/worker/messages.ts';
import { serve } from '../../../server/worker/serve.ts';

/** The program of the worker, with an endless analysis of a machine called `endless`. */
serve({
  post: (reply) => parentPort?.postMessage(reply),
  onRequest: (listener) =>
    parentPort?.on('message', (request: Request) => {
      while (request.kind === 'analyze' && JSON.stringify(request.model).includes('"endless"'));
      listener(request);
    }),
});
