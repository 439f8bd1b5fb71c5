/**
 * Starts the worker; it is there once it has said that it listens. Its script is of another origin than the page, from
 * which no worker may be started; what is fetched from there may.
 */
export async function startWorker(script: string): Promise<Worker> {
  const response = await fetch(script);
  if (!response.ok) throw new Error(`The simulator could not be loaded (${response.status}).`);
  const program = new Blob([await response.arrayBuffer()], { type: 'text/javascript' });
  const worker = new Worker(URL.createObjectURL(program));
  return new Promise((resolve, reject) => {
    worker.onmessage = () => resolve(worker);
    worker.onerror = ({ message }) => reject(new Error(`The simulator could not be started: ${message}`));
  });
}
