/**
 * The least level in 0 … `most` that is enough; `null` if `most` is not enough. Domain: `enough` is
 * monotonic, a larger level never fails where a smaller one passes.
 */
export function least(most: number, enough: (level: number) => boolean): number | null {
  if (!enough(most)) return null;
  let [low, high] = [-1, most];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
