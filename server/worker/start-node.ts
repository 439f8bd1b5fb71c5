import { Worker } from 'node:worker_threads';
import type { Reply } from './messages.ts';
import type { StartWorker } from './start-worker.ts';

/** Starts the program at a path as a thread. The thread does not keep the process alive. */
export function nodeWorker(program: string | URL): StartWorker {
  return ({ onReply, onDeath }) => {
    const worker = new Worker(program);
    worker.unref();
    worker.on('message', (reply: Reply) => onReply(reply));
    worker.on('error', onDeath);
    worker.on('exit', (code) => onDeath(new Error(`the worker ended with code ${code}`)));
    return {
      post: (request) => worker.postMessage(request),
      end: () => {
        worker.removeAllListeners();
        void worker.terminate();
      },
    };
  };
}
