import type { Request } from './messages.ts';
import { serve } from './serve.ts';

/** The worker's program in a browser. */
const worker = globalThis as unknown as DedicatedWorkerGlobalScope;
serve({
  post: (reply) => worker.postMessage(reply),
  onRequest: (listener) => {
    worker.onmessage = ({ data }: MessageEvent<Request>) => listener(data);
  },
});
