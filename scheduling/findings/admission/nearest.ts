/** The number of doublings of a period that are tried. */
const DOUBLINGS = 6;

/**
 * The number of grid steps nearest to `refused` that is admitted, found by halving between it and
 * an admitted one; `null` if that one is not admitted. It takes an admission test per level. The
 * generator yields after each.
 */
export function* nearest(
  refused: number,
  admitted: number,
  admits: (steps: number) => boolean,
): Generator<void, number | null> {
  if (admitted === refused || !admits(admitted)) return null;
  let [bad, good] = [refused, admitted];
  while (Math.abs(good - bad) > 1) {
    yield;
    const middle = Math.min(good, bad) + Math.floor(Math.abs(good - bad) / 2);
    if (admits(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** The least number of grid steps above `refused` that is admitted, within some doublings. */
export function* nearestAbove(
  refused: number,
  admits: (steps: number) => boolean,
): Generator<void, number | null> {
  let below = refused;
  for (let doubling = 0; doubling < DOUBLINGS; doubling++) {
    yield;
    const found = yield* nearest(below, below * 2, admits);
    if (found !== null) return found;
    below *= 2;
  }
  return null;
}
