import { simulatorNotLoaded, simulatorNotStarted } from '../../../messages/page/simulator.ts';
import { translationsOfPage } from '../locale.ts';
import type { FirstToWorker } from '../talk/run-messages.ts';

declare global {
  interface Window {
    timelineWorker?: Promise<Worker>;
  }
}

/** Starts a worker that {@link takeWorker} then hands out. */
export function startEarly(): void {
  window.timelineWorker = startWorker();
  // Whoever takes it is told.
  window.timelineWorker.catch(() => {});
}

/** The page's worker, once it listens: the one that was started early, else a new one. */
export function takeWorker(): Promise<Worker> {
  const early = window.timelineWorker;
  delete window.timelineWorker;
  return early ?? startWorker();
}

/**
 * A worker's script is of another origin than the page, from which no worker may be started; what
 * is fetched from there may.
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
