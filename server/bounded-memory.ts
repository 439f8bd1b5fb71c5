import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * Left to itself, V8 lets what was made lately take over 100 MB in each thread before it looks what
 * is still needed, and lets garbage take as much again as what lives. A server that makes little
 * and waits most of the time gains nothing by it.
 */

/** What each half of a thread's young generation begins with and may grow to, in MB. */
const HALF = { least: 4, most: 8 } as const;

/** How much an old generation may grow before it is collected again. */
const GROWING_PERCENT = 40;

/** Bounds the old generations, and the young ones of threads that are started from now on. */
export function boundMemory(): void {
  setFlagsFromString(`--min-semi-space-size=${HALF.least}`);
  setFlagsFromString(`--max-semi-space-size=${HALF.most}`);
  setFlagsFromString(`--heap-growing-percent=${GROWING_PERCENT}`);
}

/**
 * Keeps the young generation of this thread from growing further where it is large enough; to be
 * called again and again, for it also shrinks. A thread that runs does not read its bounds again,
 * only the factor by which it grows.
 */
export function boundYoungGeneration(): void {
  const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  if (space === undefined) return;
  const isEnough = space.physical_space_size > HALF.most * 1024 * 1024;
  setFlagsFromString(`--semi-space-growth-factor=${isEnough ? 1 : 2}`);
}
