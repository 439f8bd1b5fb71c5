import type { Reply, Request } from './messages.ts';
import { serve } from './serve.ts';
import type { StartWorker } from './start-worker.ts';

/**
 * The time in milliseconds that one step of an analysis may hold up everything else. A longer step
 * fails here.
 */
const LONGEST_STEP_MS = 1000;

/** Works in this process, in slices, if no worker can be started. */
export const inProcess: StartWorker = ({ onReply }) => {
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
    LONGEST_STEP_MS,
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
