import type { Ratio } from '../arithmetic/ratio.ts';
import { changingSupply } from './changing-supply.ts';
import { fullSupply } from './full-supply.ts';
import { mixedSupply } from './mixed-supply.ts';
import { periodicSupply } from './periodic-supply.ts';
import type { Supply } from './supply.ts';
import { windowSupply } from './window-supply.ts';

/**
 * The guaranteed supply in any window, in ns. Windows are at most {@link HORIZON} long; within it
 * every result is exact.
 */
export interface SupplyFunction {
  /** The least supply in any window of length `t` (the supply bound function). */
  sbf(t: number): number;
  /**
   * The least `t` with `sbf(t) ≥ amount`; `Infinity` if there is none, 0 for an amount of 0 or
   * less.
   */
  inverse(amount: number): number;
  /** The long-run share of a core. */
  readonly bandwidth: Ratio;
  /** `sbf(t + period) = sbf(t) + bandwidth · period` for every `t` from {@link settled} on. */
  readonly period: number;
  /** The length of a window from which supply repeats, in ns; `Infinity` if there never is any. */
  readonly settled: number;
  /** `sbf(t) ≥ bandwidth · (t − latency)` for every `t`; a whole number. */
  readonly latency: number;
  /** The longest time without any supply; `Infinity` if there never is any. */
  readonly longestGap: number;
  /**
   * The supply from each start that can be the worst. `sbf` is the least of them, and different
   * starts may attain it at different `t`.
   */
  starts(): readonly SupplyFunction[];
}

/** The longest window that the analysis checks, in ns. A jitter may be added to it within 2^53. */
export const HORIZON = 8e15;

/** The supply function of a supply; `null` if nothing is guaranteed. */
export function supplyFunction(supply: Supply): SupplyFunction | null {
  switch (supply.kind) {
    case 'budget':
      return periodicSupply(supply);
    case 'full':
      return fullSupply;
    case 'windows':
      return delayed(windowSupply(supply), supply.late);
    case 'changing-windows':
      return delayed(changingSupply(supply), supply.late);
    case 'mixed':
      return mixedSupply(supply);
    case 'none':
      return null;
  }
}

/**
 * A supply that may come late once. A domain that starts within `late` of its window's end gets
 * nothing of it, so the supply after that window comes up to `late` after its start; earlier starts
 * get no less, for supply never rises faster than time.
 */
function delayed(supply: SupplyFunction, late = 0): SupplyFunction {
  if (late === 0) return supply;
  const later: SupplyFunction = {
    sbf: (t) => supply.sbf(Math.max(0, t - late)),
    inverse: (amount) => (amount <= 0 ? 0 : late + supply.inverse(amount)),
    bandwidth: supply.bandwidth,
    period: supply.period,
    settled: supply.settled + late,
    latency: supply.latency + late,
    longestGap: supply.longestGap + late,
    starts: () => {
      const starts = supply.starts();
      return starts.length === 1 ? [later] : starts.map((start) => delayed(start, late));
    },
  };
  return later;
}

/** The supply functions of several supplies; `null` if one of them guarantees nothing. */
export function supplyFunctions(supplies: readonly Supply[]): readonly SupplyFunction[] | null {
  const found = supplies.map(supplyFunction);
  return found.every((each) => each !== null) ? found : null;
}
