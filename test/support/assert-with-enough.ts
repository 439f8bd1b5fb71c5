import fc from 'fast-check';
import { expect } from 'vitest';

interface Enough {
  /** The number of draws of each round. */
  readonly numRuns: number;
  /** The number of draws so far that the property says something about. */
  readonly found: () => number;
  /** As many as that are too few. */
  readonly above: number;
}

/** As many rounds as a rare kind is looked for: what each fifth round meets is sure to be met. */
const ROUNDS = 100;

/**
 * Holds a property on random draws, and on as many again while too few of them were of the kind
 * that it is about: a rare kind is looked for, not left to luck. A kind that is hardly ever drawn
 * fails.
 */
export function assertWithEnough<T>(
  property: fc.IProperty<T>,
  { numRuns, found, above }: Enough,
): void {
  const { seed = Date.now() } = fc.readConfigureGlobal();
  for (let round = 0; round === 0 || (round < ROUNDS && found() <= above); round++)
    fc.assert(property, { numRuns, seed: seed + round });
  expect(found()).toBeGreaterThan(above);
}
