import type { Steps } from './steps.ts';

/**
 * The least `y` with `right(y) ≤ y`, for a right side that never falls, by iteration from a lower
 * bound, in ns; `Infinity` if it is above `limit`. `cost` is the number of terms of the right side.
 */
export function leastSolution(
  right: (length: number) => number,
  from: number,
  limit: number,
  cost: number,
  steps: Steps,
): number {
  let length = from;
  while (length <= limit) {
    steps.spend(cost);
    const next = right(length);
    if (next <= length) return length;
    length = next;
  }
  return Number.POSITIVE_INFINITY;
}
