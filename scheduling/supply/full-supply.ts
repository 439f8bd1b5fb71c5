import type { SupplyFunction } from './supply-function.ts';

/** The supply of a core of its own: `sbf(t) = t`. */
export const fullSupply: SupplyFunction = {
  sbf: (t) => t,
  inverse: (amount) => Math.max(0, amount),
  bandwidth: { numerator: 1, denominator: 1 },
  period: 1,
  settled: 0,
  latency: 0,
  longestGap: 0,
  starts: () => [fullSupply],
};
