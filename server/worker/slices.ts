/** How long, in milliseconds, work may go on before pending messages get their turn. */
const SLICE_MS = 16;

/** Thrown where work is stopped because nobody wants its result any more. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Thrown where work cannot be ended from outside and would hold up everything else. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/**
 * Runs a computation that yields between its steps, giving the event loop a turn after every {@link
 * SLICE_MS} milliseconds of work. The first slice runs at once: work that ends within it costs no
 * turn at all.
 *
 * @throws Stopped at the next step once `isStopped` holds; the computation is closed first.
 */
export async function runInSlices<T>(
  steps: Generator<unknown, T, unknown>,
  isStopped: () => boolean,
): Promise<T> {
  let sliceEnd = performance.now() + SLICE_MS;
  try {
    for (;;) {
      if (isStopped()) throw new Stopped();
      const step = steps.next();
      if (step.done) return step.value;
      if (performance.now() < sliceEnd) continue;
      await nextTurn();
      sliceEnd = performance.now() + SLICE_MS;
    }
  } finally {
    steps.return(undefined as never);
  }
}

/** Resolves after messages that are waiting have been handled. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
