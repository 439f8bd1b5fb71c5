import { servers } from '../model/servers.ts';
import { fullSupply } from './full-supply.ts';
import type { PeriodicResource } from './supply.ts';
import type { SupplyFunction } from './supply-function.ts';

/**
 * The longest time without supply, in ns. The budget of one period comes as early as it can and
 * that of the next as late as its deadline allows: `Π + Δ − 2Θ` (Easwaran, Anand & Lee, RTSS 2007).
 * A polling server may have given its budget up just before the window begins: `Π + Δ − Θ`, also
 * for `Θ = Π`.
 */
export function longestGap(resource: Omit<PeriodicResource, 'kind'>): number {
  const { server, period, budget, deadline } = resource;
  return period + deadline - servers[server].budgetsInGap * budget;
}

/**
 * The supply of a server with a budget in every period: nothing for the {@link longestGap} `x`,
 * then `⌊(t−x)/Π⌋·Θ + min(Θ, (t−x) mod Π)` (Shin & Lee, ACM TECS 7(3), 2008, eq. 6; with a deadline
 * Easwaran, Anand & Lee, RTSS 2007).
 */
export function periodicSupply(resource: PeriodicResource): SupplyFunction {
  const { period, budget } = resource;
  if (budget <= 0) return noSupply(period);
  const gap = longestGap(resource);
  if (gap === 0) return fullSupply;
  const supply: SupplyFunction = {
    sbf: (t) => sbfAfter(gap, period, budget, t),
    inverse(amount) {
      if (amount <= 0) return 0;
      const whole = Math.ceil(amount / budget) - 1;
      return gap + whole * period + (amount - whole * budget);
    },
    bandwidth: { numerator: budget, denominator: period },
    period,
    settled: gap,
    latency: gap,
    longestGap: gap,
    starts: () => [supply],
  };
  return supply;
}

/** `sbf(t)` of a budget in every period, in ns, with that longest gap. Domain: a gap above 0. */
export function sbfAfter(gap: number, period: number, budget: number, t: number): number {
  if (t <= gap) return 0;
  const whole = Math.floor((t - gap) / period);
  return whole * budget + Math.min(t - gap - whole * period, budget);
}

/** The supply that never gives anything. */
export function noSupply(period: number): SupplyFunction {
  const nothing: SupplyFunction = {
    sbf: () => 0,
    inverse: (amount) => (amount <= 0 ? 0 : Number.POSITIVE_INFINITY),
    bandwidth: { numerator: 0, denominator: period },
    period,
    settled: Number.POSITIVE_INFINITY,
    latency: 0,
    longestGap: Number.POSITIVE_INFINITY,
    starts: () => [nothing],
  };
  return nothing;
}
