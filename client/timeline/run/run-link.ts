import type { FromWorker, ToWorker } from './run-messages.ts';

/** The page's end of its worker. */
export interface RunLink {
  send(message: ToWorker): void;
}

/**
 * Starts the worker. Its script is of another origin than the page, from which no worker may be started; what is
 * fetched from there may.
 */
export async function startWorker(script: string, receive: (message: FromWorker) => void): Promise<RunLink> {
  const response = await fetch(script);
  if (!response.ok) throw new Error(`The simulator could not be loaded (${response.status}).`);
  const url = URL.createObjectURL(await response.blob());
  const worker = new Worker(url);
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => receive(data);
  return { send: (message) => worker.postMessage(message) };
}
