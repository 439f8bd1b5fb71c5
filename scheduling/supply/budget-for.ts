import { least } from '../arithmetic/least.ts';
import type { ServerKind } from '../model/model.ts';
import { servers } from '../model/servers.ts';
import { periodicSupply, sbfAfter } from './periodic-supply.ts';
import type { SupplyFunction } from './supply-function.ts';

/** A periodic resource whose budget is still open, on a grid. Times are in ns. */
export interface OpenResource {
  readonly server: ServerKind;
  readonly period: number;
  readonly deadline: number;
  /** The grid of budgets. */
  readonly resolution: number;
  /** The lower bound of a budget for tasks, a multiple of the resolution. The default is 0. */
  readonly least?: number;
}

/** The supply of the resource with a budget in ns. Domain: 0 ≤ budget ≤ deadline. */
export function supplyWith(
  { server, period, deadline }: OpenResource,
  budget: number,
): SupplyFunction {
  return periodicSupply({ kind: 'budget', server, period, deadline, budget });
}

/** `sbf(t)` of the resource with a budget in ns: {@link supplyWith} without its other bounds. */
export function sbfWith(
  { server, period, deadline }: OpenResource,
  budget: number,
  t: number,
): number {
  if (budget <= 0) return 0;
  const gap = period + deadline - servers[server].budgetsInGap * budget;
  return gap === 0 ? t : sbfAfter(gap, period, budget, t);
}

/** The largest budget on the grid: at most the deadline. */
export function largestBudget({ deadline, resolution }: OpenResource): number {
  return Math.floor(deadline / resolution) * resolution;
}

/**
 * The least budget on the grid with `sbf(t) ≥ amount`, in ns; `Infinity` if even the largest is not
 * enough. Domain: `amount` is above 0, `t` at most the horizon.
 *
 * `sbf(t)` is the largest over `q ≥ 0` of `min((q+1)·Θ, t − x − q·(Π − Θ))`, with `x` the longest
 * gap. A budget is thus enough iff, for some `q`, both `Θ ≥ amount/(q+1)` and, solved for `Θ`, the
 * second term reaches the amount. The first bound falls with `q`, the second rises, so the best `q`
 * is next to their crossing.
 */
export function budgetFor(resource: OpenResource, t: number, amount: number): number {
  const largest = largestBudget(resource);
  const enough = (budget: number) => sbfWith(resource, budget, t) >= amount;
  if (largest <= 0 || !enough(largest)) return Number.POSITIVE_INFINITY;
  const crossing = crossingAt(resource, t, amount);
  let best = largest;
  for (let q = Math.max(0, crossing - 1); q <= Math.max(0, crossing) + 1; q++) {
    const budget = onGrid(resource, leastBudget(resource, t, amount, q));
    if (budget < best) best = budget;
  }
  // Halving finds the answer if the rounding of the crossing shifts it.
  const { resolution } = resource;
  if (enough(best) && (best <= resolution || !enough(best - resolution))) return best;
  const level = least(largest / resolution, (steps) => enough(steps * resolution));
  return level === null ? Number.POSITIVE_INFINITY : level * resolution;
}

/** The least whole budget with which the term of `q` reaches the amount. */
function leastBudget(
  { server, period, deadline }: OpenResource,
  t: number,
  amount: number,
  q: number,
): number {
  const divisor = q + servers[server].budgetsInGap;
  const first = Math.ceil(amount / (q + 1));
  const missing = amount + (period + deadline) - t + q * period;
  // Rounded quotients of exact whole numbers lie on the right side of the next one.
  if (amount + period + deadline + t + q * period <= Number.MAX_SAFE_INTEGER)
    return Math.max(first, Math.ceil(missing / divisor));
  const exact = BigInt(amount) + BigInt(period + deadline) - BigInt(t) + BigInt(q) * BigInt(period);
  return Math.max(first, ceilDivide(exact, divisor));
}

function ceilDivide(numerator: bigint, divisor: number): number {
  const by = BigInt(divisor);
  const quotient = numerator / by;
  return Number(numerator > 0n && quotient * by !== numerator ? quotient + 1n : quotient);
}

function onGrid({ resolution }: OpenResource, budget: number): number {
  return Math.max(1, Math.ceil(budget / resolution)) * resolution;
}

/**
 * The crossing of both bounds, rounded down, with an error below one. With `c` budgets in the gap
 * it is at `(c − 1)·amount = (q + 1)·(x + q·Π)`, with `x` the longest gap of a budget of 0, less
 * `t`.
 */
function crossingAt({ server, period, deadline }: OpenResource, t: number, amount: number): number {
  const beside = servers[server].budgetsInGap - 1;
  if (beside === 0) return Math.floor((t - period - deadline) / period);
  const half = t - 2 * period - deadline;
  const product = 4 * period * (beside * amount + t - period - deadline);
  return Math.floor((half + Math.sqrt(Math.max(0, half * half + product))) / (2 * period));
}
