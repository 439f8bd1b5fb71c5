import type { Steps } from '../../arithmetic/steps.ts';
import { carriedDemand, type Load } from '../load.ts';
import { utilization } from '../utilization.ts';

/** A share of the cores that is too small to divide by. */
const LEAST_LEFT = 1e-9;
/** The most windows that are tried for one load. */
const MOST_WINDOWS = 100_000;

/**
 * Whether periodic or polling loads meet their deadlines under EDF on `cores` cores without
 * overheads. Where one misses, there is an `A` such that all cores are busy for more than `A + Δ −
 * Θ` of the `A + Δ` before its deadline, at the beginning of which fewer than `cores` loads have
 * work. Sufficient (Baruah 2007, theorem 2, in whole ns: a load interferes for less than `A + Δ − Θ
 * + 1`).
 */
export function edfLimitedCarryIn(loads: readonly Load[], cores: number, steps: Steps): boolean {
  const left = cores - utilization(loads) - (loads.length + 2) * Number.EPSILON * cores;
  if (left < LEAST_LEFT) return false;
  return loads.every((load) => keeps(load, loads, cores, left, steps));
}

function keeps(
  load: Load,
  loads: readonly Load[],
  cores: number,
  left: number,
  steps: Steps,
): boolean {
  const windows = lengthsOf(load, loads, longest(load, loads, cores, left), steps);
  if (windows === null) return false;
  for (const length of windows) {
    steps.spend(loads.length);
    const most = length - load.cost + 1;
    let sum = 0;
    const carried: number[] = [];
    for (const other of loads) {
      const own = other === load;
      const bound = own ? length - load.deadline : most;
      const less = own ? load.cost : 0;
      const begun = Math.min(due(other, length) - less, bound);
      sum += begun;
      carried.push(Math.max(0, Math.min(carriedDemand(other, length) - less, bound) - begun));
    }
    carried.sort((a, b) => b - a);
    for (const more of carried.slice(0, cores - 1)) sum += more;
    if (sum >= cores * most) return false;
  }
  return true;
}

/** The demand of one load in a window that begins with it. */
function due({ period, deadline, cost }: Load, length: number): number {
  return length < deadline ? 0 : (Math.floor((length - deadline) / period) + 1) * cost;
}

/** A length from which on no window can be too short, by the linear bound of demand. */
function longest(load: Load, loads: readonly Load[], cores: number, left: number): number {
  const costs = loads.map(({ cost }) => cost).sort((a, b) => b - a);
  let excess = cores * (load.cost + 1);
  for (const cost of costs.slice(0, cores - 1)) excess += cost;
  for (const { period, deadline, cost } of loads) excess += ((period - deadline) * cost) / period;
  return Math.max(load.deadline, Math.ceil(excess / left) + 1);
}

/**
 * The lengths of windows at which demand can come closest to the time: where a deadline falls,
 * where a carried budget is whole, and where a load's demand is all that may interfere; `null` if
 * there are too many.
 */
function lengthsOf(
  load: Load,
  loads: readonly Load[],
  end: number,
  steps: Steps,
): ReadonlySet<number> | null {
  const lengths = new Set([load.deadline]);
  const add = (length: number) => {
    if (length >= load.deadline && length <= end) lengths.add(length);
  };
  for (const { period, deadline, cost } of loads) {
    for (let job = 0; job * Math.min(period, cost) <= end; job++) {
      steps.spend(1);
      if (lengths.size > MOST_WINDOWS || job > MOST_WINDOWS) return null;
      add(job * period + deadline);
      add(job * period + cost);
      for (const near of [-1, 0, 1]) {
        add(job * cost + load.cost + near);
        add(job * cost + load.deadline + near);
        add((job - 1) * cost + load.deadline + near);
      }
    }
  }
  return lengths;
}
