import type { Reply, Request } from './messages.ts';
import { serve } from './serve.ts';
import type { StartWorker } from './start-worker.ts';

/**
 * How long, in milliseconds, one step of an analysis may hold up everything else. What takes longer
 * cannot be found here.
 */
const LONGEST_STEP_MS = 1000;

/** Works in this process, in slices, where no worker can be started. */
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
    // A message comes when those who sent it have ended what they do.
    post: (request) => queueMicrotask(() => listener(request)),
    end: () => {
      ended = true;
      listener({ kind: 'stop', id: Number.POSITIVE_INFINITY });
    },
  };
};
