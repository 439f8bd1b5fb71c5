import { expect, test } from 'vitest';
import { gcd, lcm } from '../../../scheduling/arithmetic/divisors.ts';

test.each([
  [12, 18, 6],
  [7, 13, 1],
  [1e15, 1e15, 1e15],
  [1, 999_999_937, 1],
])('the greatest common divisor of %i and %i is %i', (a, b, expected) => {
  expect([gcd(a, b), gcd(b, a)]).toEqual([expected, expected]);
});

test.each([
  [[4, 6, 10], 60, 60],
  [[4, 6, 10], 59, Infinity],
  [[999_999_937, 999_999_929], 8e15, Infinity],
  [[999_999_937, 999_937], 8e15, 999_936_937_003_969],
  [[], 10, 1],
])('the least common multiple of %j up to %d is %d', (values, limit, expected) => {
  const exact = values.reduce(
    (multiple, value) => (multiple * BigInt(value)) / gcdOf(multiple, BigInt(value)),
    1n,
  );
  expect(lcm(values, limit)).toBe(exact <= BigInt(limit) ? Number(exact) : Infinity);
  expect(lcm(values, limit)).toBe(expected);
});

function gcdOf(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcdOf(b, a % b);
}
