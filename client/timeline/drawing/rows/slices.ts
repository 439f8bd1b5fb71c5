/**
 * The stretches `[start, end)` of one lane as columns, in order of time and without overlap. Times
 * in ns.
 */
export interface Slices {
  readonly count: number;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** The paints, as indices into the palette. */
  readonly paint: Uint8Array;
}

/** The first slice that ends after `time`; `count` if none does. */
export function firstEndingAfter(
  { end, count }: Pick<Slices, 'end' | 'count'>,
  time: number,
): number {
  return lowerBound(end, 0, count, (value) => value > time);
}

/** The first slice that starts at or after `time`; `count` if none does. */
export function firstStartingAt(
  { start, count }: Pick<Slices, 'start' | 'count'>,
  time: number,
): number {
  return lowerBound(start, 0, count, (value) => value >= time);
}

/** The slice that holds `time`; −1 between slices. */
export function sliceAt(slices: Slices, time: number): number {
  const index = firstEndingAfter(slices, time);
  return index < slices.count && (slices.start[index] ?? Number.POSITIVE_INFINITY) <= time
    ? index
    : -1;
}

/**
 * The first index in `[from, to)` whose value satisfies `holds`, which must be monotone; `to` if
 * none does.
 */
export function lowerBound(
  values: ArrayLike<number>,
  from: number,
  to: number,
  holds: (value: number) => boolean,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(values[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
