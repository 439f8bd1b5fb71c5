import { describe, expect, test } from 'vitest';
import { countSteps, StepLimitReached } from '../../../scheduling/arithmetic/steps.ts';

/** The fixed cost of each round. */
const ROUND = 8;

describe('steps', () => {
  test('end where the limit is passed, not where it is reached', () => {
    const steps = countSteps({ steps: 100 });
    steps.spend(100 - ROUND);
    expect(() => steps.spend(1)).toThrow(StepLimitReached);
  });

  test('are part of a search’s, which ends as a whole', () => {
    const search = countSteps({ steps: 100 });
    countSteps({ steps: 80, within: search }).spend(50);
    const second = countSteps({ steps: 80, within: search });
    second.spend(100 - 50 - 2 * ROUND);
    expect(() => second.spend(1)).toThrow(StepLimitReached);
    expect(() => countSteps({ within: search }).spend(1)).toThrow(StepLimitReached);
  });

  test('say beforehand what they afford, of a search’s too', () => {
    const search = countSteps({ steps: 10 * (1 + ROUND) });
    const part = countSteps({ steps: 12 * (1 + ROUND), within: search });
    expect([part.affords(10, 1), part.affords(11, 1)]).toEqual([true, false]);
    expect(countSteps({ steps: 10 * (1 + ROUND) }).affords(11, 1)).toBe(false);
    for (let i = 0; i < 10; i++) part.spend(1);
    expect(part.affords(1, 1)).toBe(false);
  });

  test('ask every few thousand whether to go on', () => {
    let asked = 0;
    const steps = countSteps({ checkpoint: () => asked++ });
    for (let i = 0; i < 100; i++) steps.spend(1_000);
    expect(asked).toBeGreaterThan(10);
    expect(asked).toBeLessThan(50);
  });
});
