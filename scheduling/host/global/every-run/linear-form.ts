/**
 * A time `a₀ + Σ aᵢ·fᵢ` with whole coefficients, in ticks, packed into one number whose digits
 * to the base {@link BASE} are the coefficients. Forms are added and subtracted as numbers are.
 * Domain: no coefficient beyond {@link LARGEST}, which {@link coefficientsOf} holds.
 */
export type LinearForm = number;

const BASE = 256;

/** The largest coefficient; the sum and the difference of two such forms are still exact. */
export const LARGEST = 60;

/** The unknown `fᵢ` as a form, for `i` from 1 to 4; for 0 the tick. */
export function unknown(i: number): LinearForm {
  return BASE ** i;
}

/** The coefficients `a₀ … a_d` of a form; `null` if one is too large to be followed. */
export function coefficientsOf(form: LinearForm, d: number): readonly number[] | null {
  const coefficients: number[] = [];
  let rest = form;
  for (let i = 0; i <= d; i++) {
    const low = rest - BASE * Math.floor(rest / BASE);
    const digit = low >= BASE / 2 ? low - BASE : low;
    if (Math.abs(digit) > LARGEST) return null;
    coefficients.push(digit);
    rest = (rest - digit) / BASE;
  }
  return rest === 0 ? coefficients : null;
}
