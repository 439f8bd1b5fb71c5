import type { Cuts } from './cuts.ts';
import { grossCost, leastOverhead, type PeriodProblem, resourceWith } from './period-problem.ts';
import { upperLine } from './upper-line.ts';

/** Neighboring periods of the grid, from `first` to `last`, that are judged together. */
export interface Range {
  readonly first: number;
  readonly last: number;
  /** A lower bound of their share of the host; `Infinity` if none can suffice. */
  readonly share: number;
  /** The {@link Cuts.version} that gave the share. */
  readonly version: number;
  /**
   * The least budget of a single period by all gathered conditions; `null` if the bound comes from
   * lines.
   */
  readonly least: number | null;
}

/** A range with a lower bound of its share, by lines above the supply of its periods. */
export function rangeOf(problem: PeriodProblem, cuts: Cuts, first: number, last: number): Range {
  const share = shareOf(problem, cuts, first, last);
  return { first, last, share: roundedDown(share), version: cuts.version, least: null };
}

/** A single period with a lower bound of its share, by its supply itself. */
export function sharpened(problem: PeriodProblem, cuts: Cuts, period: number): Range {
  const resource = resourceWith(problem, period);
  const least = resource === null ? Number.POSITIVE_INFINITY : cuts.leastBudget(resource);
  const budget = least > (problem.budget ?? least) ? Number.POSITIVE_INFINITY : least;
  const gross = grossCost(problem, { period, budget: problem.budget ?? budget });
  const share = budget === Number.POSITIVE_INFINITY ? budget : gross / period;
  const version = cuts.version;
  return { first: period, last: period, share: roundedDown(share), version, least };
}

function shareOf(problem: PeriodProblem, cuts: Cuts, first: number, last: number): number {
  const { budget, resolution } = problem;
  const needed = cuts.leastBandwidth(upperLine(problem, first, last));
  if (budget !== undefined) {
    return needed > budget / first
      ? Number.POSITIVE_INFINITY
      : budget / last + leastOverhead(problem, first, last);
  }
  if (first < last || needed === Number.POSITIVE_INFINITY)
    return needed + leastOverhead(problem, first, last);
  const onGrid = Math.ceil((needed * first * (1 - 1e-12)) / resolution) * resolution;
  return onGrid / first + leastOverhead(problem, first, last);
}

/**
 * Rounds a share down to 40 bits, after taking off more than all rounding errors. Shares that
 * differ by rounding alone become equal, so that the larger periods come first among them.
 */
function roundedDown(share: number): number {
  if (share === Number.POSITIVE_INFINITY) return share;
  const down = share * (1 - 2e-12);
  const scaled = down * (2 ** 13 + 1);
  return scaled - (scaled - down);
}
