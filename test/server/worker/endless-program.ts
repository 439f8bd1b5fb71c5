import { parentPort } from 'node:worker_threads';
import type { Request } from '../../../server/worker/messages.ts';
import { serve } from '../../../server/worker/serve.ts';

/** The program of the worker, but an analysis of a machine called `endless` never ends. */
serve({
  post: (reply) => parentPort?.postMessage(reply),
  onRequest: (listener) =>
    parentPort?.on('message', (request: Request) => {
      while (request.kind === 'analyze' && JSON.stringify(request.model).includes('"endless"'));
      listener(request);
    }),
});
