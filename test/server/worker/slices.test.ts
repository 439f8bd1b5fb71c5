import { describe, expect, it } from 'vitest';
import { runInSlices, Stopped } from '../../../server/worker/slices.ts';

/** Work that goes on until it is told that it is done. */
function* busy(isDone: () => boolean): Generator<void, string> {
  while (!isDone()) yield;
  return 'done';
}

const never = () => false;

describe('work in slices', () => {
  it('is done at once where one slice is enough', async () => {
    const order: string[] = [];
    setImmediate(() => order.push('a message'));
    let steps = 0;
    order.push(
      await runInSlices(
        busy(() => ++steps > 3),
        never,
      ),
    );
    await new Promise(setImmediate);
    expect(order).toEqual(['done', 'a message']);
  });

  it('lets messages in between', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    expect(
      await runInSlices(
        busy(() => turns > 3),
        never,
      ),
    ).toBe('done');
    clearInterval(timer);
  });

  it('stops at the next step once it is told, and closes what it ran', async () => {
    let stopped = false;
    let closed = false;
    let stepsAfter = 0;
    function* forever(): Generator<void, never> {
      try {
        for (;;) {
          if (stopped) stepsAfter++;
          yield;
        }
      } finally {
        closed = true;
      }
    }
    setTimeout(() => {
      stopped = true;
    }, 30);
    await expect(runInSlices(forever(), () => stopped)).rejects.toBeInstanceOf(Stopped);
    expect(closed).toBe(true);
    expect(stepsAfter).toBe(0);
  });

  it('passes on what the work throws', async () => {
    function* failing(): Generator<void, never> {
      yield;
      throw new RangeError('too far');
    }
    await expect(runInSlices(failing(), never)).rejects.toThrow('too far');
  });
});
