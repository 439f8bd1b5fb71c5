/** The time in milliseconds after which work lets pending messages have their turn. */
const SLICE_MS = 16;

/** Thrown when work is stopped because its result is no longer wanted. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Thrown when work that cannot be ended from outside would hold up everything else. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/**
 * Runs a computation that yields between its steps. The event loop gets a turn after each {@link
 * SLICE_MS} milliseconds of work. The first slice runs at once, so short work costs no turn.
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

/** Resolves after all pending messages have been handled. */
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
