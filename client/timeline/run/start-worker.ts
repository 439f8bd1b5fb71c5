import { simulatorNotLoaded, simulatorNotStarted } from '../../../messages/page/simulator.ts';
import { translationsOfPage } from '../locale.ts';
import type { FirstToWorker } from '../talk/run-messages.ts';

declare global {
  interface Window {
    timelineWorker?: Promise<Worker>;
  }
}

/** Starts a worker that {@link takeWorker} hands out later. */
export function startEarly(): void {
  window.timelineWorker = startWorker();
  // The taker of the worker hears of its failure.
  window.timelineWorker.catch(() => {});
}

/** The page's worker when it listens: the early one, else a new one. */
export function takeWorker(): Promise<Worker> {
  const early = window.timelineWorker;
  delete window.timelineWorker;
  return early ?? startWorker();
}

/**
 * Starts a worker from a fetched blob, since the script is of another origin, from which a page may
 * start no worker.
 */
async function startWorker(): Promise<Worker> {
  const response = await fetch(document.documentElement.dataset.worker ?? '');
  if (!response.ok) throw new Error(simulatorNotLoaded(response.status));
  const program = new Blob([await response.arrayBuffer()], { type: 'text/javascript' });
  const url = URL.createObjectURL(program);
  const worker = new Worker(url);
  worker.postMessage({
    type: 'speak',
    translations: translationsOfPage() ?? {},
  } satisfies FirstToWorker);
  return new Promise((resolve, reject) => {
    const told = () => URL.revokeObjectURL(url);
    worker.onmessage = () => {
      told();
      resolve(worker);
    };
    worker.onerror = ({ message }) => {
      told();
      reject(new Error(simulatorNotStarted(message ?? '')));
    };
  });
}
