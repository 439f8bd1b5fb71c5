declare global {
  interface Window {
    timelineWorker?: Promise<Worker>;
  }
}

/**
 * The page's worker, once it listens: the one that an earlier script has started, else a new one.
 */
export function startedWorker(): Promise<Worker> {
  window.timelineWorker ??= startWorker(document.documentElement.dataset.worker ?? '');
  return window.timelineWorker;
}

/**
 * A worker's script is of another origin than the page, from which no worker may be started; what
 * is fetched from there may.
 */
async function startWorker(script: string): Promise<Worker> {
  const response = await fetch(script);
  if (!response.ok) throw new Error(`The simulator could not be loaded (${response.status}).`);
  const program = new Blob([await response.arrayBuffer()], { type: 'text/javascript' });
  const worker = new Worker(URL.createObjectURL(program));
  return new Promise((resolve, reject) => {
    worker.onmessage = () => resolve(worker);
    worker.onerror = ({ message }) =>
      reject(new Error(`The simulator could not be started: ${message}`));
  });
}
