/**
 * Starts the worker. Its script is of another origin than the page, from which no worker may be started; what is
 * fetched from there may.
 */
export async function startWorker(script: string): Promise<Worker> {
  const response = await fetch(script);
  if (!response.ok) throw new Error(`The simulator could not be loaded (${response.status}).`);
  const text = await response.text();
  return new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
}
