import type { Reply, Request } from './messages.ts';
import { serve } from './serve.ts';
import type { StartWorker } from './start-worker.ts';

/** Works in this process, in slices, if no worker can be started. */
export const inProcess = inProcessWithin(1000);

/**
 * Works in this process, in slices. One step of an analysis may hold up everything else for
 * `longestStep` milliseconds; a longer one fails.
 */
export function inProcessWithin(longestStep: number): StartWorker {
  return ({ onReply }) => {
    let listener: (request: Request) => void = () => {};
    let ended = false;
    serve(
      {
        post: (reply: Reply) => {
          if (!ended) onReply(reply);
        },
        onRequest: (each) => {
          listener = each;
        },
      },
      longestStep,
    );
    return {
      // A message arrives after its sender has ended its present work.
      post: (request) => queueMicrotask(() => listener(request)),
      end: () => {
        ended = true;
        listener({ kind: 'stop', id: Number.POSITIVE_INFINITY });
      },
    };
  };
}
