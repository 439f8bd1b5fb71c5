/**
 * The least of 0 … `most` that is enough, where more is never worse; `null` where `most` is not
 * enough.
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
