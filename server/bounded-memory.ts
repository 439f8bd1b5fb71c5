import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * V8 by default lets recent objects take over 100 MB in each thread before it collects them, and
 * garbage grow to the size of the living data. A server that makes few objects and mostly waits
 * gains nothing by that.
 */

/** The initial and the largest size of each half of a thread's young generation, in MB. */
const HALF = { least: 4, most: 8 } as const;

/** The growth of an old generation, in percent, before its next collection. */
const GROWING_PERCENT = 40;

/** Bounds the old generations, and the young generations of threads started from now on. */
export function boundMemory(): void {
  setFlagsFromString(`--min-semi-space-size=${HALF.least}`);
  setFlagsFromString(`--max-semi-space-size=${HALF.most}`);
  setFlagsFromString(`--heap-growing-percent=${GROWING_PERCENT}`);
}

/**
 * Stops the growth of this thread's young generation once it is large enough. The caller repeats
 * the call, for the generation also shrinks. A running thread reads only the factor of its growth
 * again, not its bounds.
 */
export function boundYoungGeneration(): void {
  const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  if (space === undefined) return;
  const isEnough = space.physical_space_size > HALF.most * 1024 * 1024;
  setFlagsFromString(`--semi-space-growth-factor=${isEnough ? 1 : 2}`);
}
