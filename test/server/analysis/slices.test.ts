import { OperationCancelled } from 'langium';
import { describe, expect, it } from 'vitest';
import { CancellationToken, CancellationTokenSource } from 'vscode-languageserver-protocol';
import { runInSlices } from '../../../server/analysis/slices.ts';

function* busy(milliseconds: number, onStep: () => void = () => {}): Generator<void, string> {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    onStep();
    yield;
  }
  return 'done';
}

describe('work in slices', () => {
  it('is done at once where one slice is enough', async () => {
    let pauses = 0;
    expect(await runInSlices(busy(1), CancellationToken.None, () => pauses++)).toBe('done');
    expect(pauses).toBe(0);
  });

  it('lets messages in between', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    expect(await runInSlices(busy(300), CancellationToken.None)).toBe('done');
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });

  it('stops at the next step once it is canceled, and closes what it ran', async () => {
    const source = new CancellationTokenSource();
    let closed = false;
    let stepsAfter = 0;
    function* forever(): Generator<void, never> {
      try {
        for (;;) yield* busy(1, () => source.token.isCancellationRequested && stepsAfter++);
      } finally {
        closed = true;
      }
    }
    setTimeout(() => source.cancel(), 30);
    await expect(runInSlices(forever(), source.token)).rejects.toBe(OperationCancelled);
    expect(closed).toBe(true);
    expect(stepsAfter).toBe(0);
  });

  it('passes on what the work throws', async () => {
    function* failing(): Generator<void, never> {
      yield;
      throw new RangeError('too far');
    }
    await expect(runInSlices(failing(), CancellationToken.None)).rejects.toThrow('too far');
  });
});
