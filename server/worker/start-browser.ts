import type { Reply, Request } from './messages.ts';
import type { StartWorker } from './start-worker.ts';

/**
 * Starts the program at an address in a web worker. Its text is fetched, for a worker must have the
 * origin of the page.
 */
export function browserWorker(program: () => string | undefined): StartWorker {
  let source: Promise<string> | undefined;
  return ({ onReply, onDeath }) => {
    const early: Request[] = [];
    let worker: Worker | undefined;
    let ended = false;
    source ??= fetched(program());
    source
      .then((address) => {
        if (ended) return;
        worker = new Worker(address);
        worker.onmessage = ({ data }: MessageEvent<Reply>) => onReply(data);
        worker.onerror = ({ message }) => onDeath(new Error(message));
        for (const request of early) worker.postMessage(request);
      })
      .catch((reason) => {
        if (!ended) onDeath(reason instanceof Error ? reason : new Error(String(reason)));
      });
    return {
      post: (request) => {
        if (worker === undefined) early.push(request);
        else worker.postMessage(request);
      },
      end: () => {
        ended = true;
        worker?.terminate();
      },
    };
  };
}

async function fetched(program: string | undefined): Promise<string> {
  if (program === undefined) throw new Error('the client has not said where its program is');
  const answer = await fetch(program);
  if (!answer.ok) throw new Error(`${program} cannot be read: ${answer.status}`);
  return URL.createObjectURL(new Blob([await answer.text()], { type: 'text/javascript' }));
}
