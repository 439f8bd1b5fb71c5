/** An exact fraction of two whole numbers up to 2^53 − 1; the denominator is positive. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}
