import { lcm } from '../arithmetic/divisors.ts';
import { HORIZON, type SupplyFunction } from '../supply/supply-function.ts';
import type { DemandBound } from './demand-bound.ts';
import {
  compareUtilization,
  roundedUtilization,
  roundingError,
  sumOfRatios,
} from './utilization.ts';

/**
 * The least ratio of the difference in slope to its error with which doubles can tell where the
 * lines cross.
 */
const CERTAIN_RISE = 1000;
/** Lengthens a horizon by more than rounding can have shortened it. */
const HORIZON_ERROR = 1e-12;

/**
 * The window length up to which demand has to be checked, in ns. `bounded`: after `horizon`, supply
 * exceeds demand by the margin asked for, or by no less than somewhere before. `parallel`:
 * utilization equals bandwidth, both lines have one slope, and the demand's does not lie below the
 * supply's. `over`: utilization exceeds bandwidth.
 */
export type DemandHorizon =
  | { readonly kind: 'bounded'; readonly horizon: number }
  | { readonly kind: 'parallel' }
  | { readonly kind: 'over' };

/**
 * Bounds demand from above and supply from below by lines: `U·t + Σ C·(T − D + J)/T + B` (Baruah,
 * Rosier & Howell 1990) and `α·(t − λ)` (Shin & Lee 2008). The demand's line holds from the last `D
 * − J − T` on. The search ends after one common multiple of all periods if that comes before the
 * lines cross, for the slack does not fall from one multiple to the next.
 */
export function demandHorizon(
  demand: DemandBound,
  supply: SupplyFunction,
  margin = 0,
): DemandHorizon {
  const { columns, begin } = demand;
  const { count, cost, period } = columns;
  const rounded = roundedUtilization(columns, count);
  const order = compareUtilization(columns, supply.bandwidth, count, rounded);
  if (order > 0) return { kind: 'over' };
  let from = 0;
  let blocking = 0;
  let offset = 0;
  let size = 0;
  for (let i = 0; i < count; i++) {
    const [c, t, first] = [cost[i] ?? 0, period[i] ?? 1, begin[i] ?? 0];
    from = Math.max(from, first - t);
    blocking = Math.max(blocking, columns.blocking[i] ?? 0);
    const term = (c * (t - first)) / t;
    offset += term;
    size += Math.abs(term);
  }
  const { numerator, denominator } = supply.bandwidth;
  const alpha = numerator / denominator;
  const error = roundingError(count) * (1 + rounded);
  const rise = alpha - rounded - error;
  if (order < 0 && rise > CERTAIN_RISE * error) {
    const behind = margin + blocking + offset + alpha * supply.latency;
    const slack = (size + Math.abs(margin) + blocking + supply.latency) * roundingError(count);
    return {
      kind: 'bounded',
      horizon: Math.max(from, Math.ceil(((behind + slack) / rise) * (1 + HORIZON_ERROR)) + 1),
    };
  }
  const exact = exactLines(demand, supply, margin + blocking);
  if (order === 0)
    return exact.behind <= 0n ? { kind: 'bounded', horizon: from } : { kind: 'parallel' };
  return bounded(demand, supply, Math.max(from, Number(exact.behind / exact.rise) + 1));
}

function bounded(demand: DemandBound, supply: SupplyFunction, byLines: number): DemandHorizon {
  const settled = Math.max(demand.begin.at(-1) ?? 0, supply.settled);
  if (byLines <= settled + demand.multiple) return { kind: 'bounded', horizon: byLines };
  const repeats = settled + lcm([demand.multiple, supply.period], HORIZON);
  return { kind: 'bounded', horizon: Math.min(byLines, repeats) };
}

/**
 * The height of demand's line above supply's at 0, and the difference of their slopes, both times
 * the same positive factor.
 */
function exactLines(demand: DemandBound, supply: SupplyFunction, constant: number) {
  const { columns, begin } = demand;
  const { count, cost, period } = columns;
  const used = sumOfRatios(count, (i) => [cost[i] ?? 0, period[i] ?? 1]);
  const offset = sumOfRatios(count, (i) => {
    const [c, t, first] = [cost[i] ?? 0, period[i] ?? 1, begin[i] ?? 0];
    return [BigInt(c) * BigInt(t - first), t];
  });
  const [p, q] = [BigInt(supply.bandwidth.numerator), BigInt(supply.bandwidth.denominator)];
  return {
    behind:
      (BigInt(constant) * q + p * BigInt(supply.latency)) * offset.denominator +
      offset.numerator * q,
    rise: p * used.denominator - used.numerator * q,
  };
}
