/** The sign of `a/b − c/d` for whole numbers with positive denominators, exact. */
export function compareFractions(a: number, b: number, c: number, d: number): -1 | 0 | 1 {
  const [left, right] = [a * d, c * b];
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) {
    return left < right ? -1 : left > right ? 1 : 0;
  }
  const [exactLeft, exactRight] = [BigInt(a) * BigInt(d), BigInt(c) * BigInt(b)];
  return exactLeft < exactRight ? -1 : exactLeft > exactRight ? 1 : 0;
}
