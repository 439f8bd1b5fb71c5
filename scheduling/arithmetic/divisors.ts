/** The greatest common divisor of two whole numbers above 0. */
export function gcd(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/** The least common multiple of whole numbers above 0; `Infinity` if it is above `limit`. */
export function lcm(values: Iterable<number>, limit: number): number {
  let result = 1;
  for (const value of values) {
    const factor = value / gcd(result, value);
    if (result > limit / factor) return Number.POSITIVE_INFINITY;
    result *= factor;
  }
  return result > limit ? Number.POSITIVE_INFINITY : result;
}
