/** A share of one core: `cost` ns in every `period` ns. */
export interface Share {
  readonly cost: number;
  readonly period: number;
}

/** A bound of the rounding error of a sum of any machine's shares. */
export const UTILIZATION_ERROR = 1e-9;

/** `Σ cost / period`, rounded to a double. */
export function utilization(shares: readonly Share[]): number {
  let sum = 0;
  for (const { cost, period } of shares) sum += cost / period;
  return sum;
}

/**
 * The sign of `Σ cost / period − cores`, exact. Doubles decide if they can, whole fractions
 * otherwise.
 */
export function compareUtilization(shares: readonly Share[], cores: number): -1 | 0 | 1 {
  const sum = utilization(shares);
  if (sum === Number.POSITIVE_INFINITY) return 1;
  const doubt = (shares.length + 2) * Number.EPSILON * Math.max(sum, cores);
  if (sum > cores + doubt) return 1;
  if (sum < cores - doubt) return -1;
  let numerator = 0n;
  let denominator = 1n;
  for (const { cost, period } of shares) {
    const below = BigInt(period);
    numerator = numerator * below + BigInt(cost) * denominator;
    denominator *= below;
    const common = greatestCommonDivisor(numerator, denominator);
    numerator /= common;
    denominator /= common;
  }
  const whole = BigInt(cores) * denominator;
  return numerator > whole ? 1 : numerator < whole ? -1 : 0;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
