import { startWorker } from './run/start-worker.ts';

/** The page's first script: the worker starts while the rest of the page is loaded. */

declare global {
  interface Window {
    /** The worker, once it listens. */
    timelineWorker?: Promise<Worker>;
  }
}

window.timelineWorker = startWorker(document.currentScript?.dataset.worker ?? '');
