import type { GuestLoad } from '../../guest/problem.ts';
import { startsPerPeriod } from '../../host/overhead.ts';
import type { ServerKind } from '../../model/model.ts';
import { servers } from '../../model/servers.ts';
import type { OpenResource } from '../../supply/budget-for.ts';

/** A period with its budget, in ns. */
export interface Candidate {
  readonly period: number;
  readonly deadline: number;
  /** The net budget. */
  readonly budget: number;
}

/** A VCPU whose period is searched for. Times are in ns. */
export interface PeriodProblem {
  readonly load: GuestLoad;
  readonly server: ServerKind;
  readonly resolution: number;
  /** The lower bound of a budget: see {@link OpenResource}. */
  readonly least?: number;
  /** The lower bound of the period. It is no less than a written deadline or budget. */
  readonly from: number;
  readonly to: number;
  /** The VCPU's written deadline. The default is the period. */
  readonly deadline?: number;
  /** The written net budget. */
  readonly budget?: number;
  /** The cost of a start on the machine: both switches. */
  readonly costOfStart: number;
}

/** The VCPU with one of the periods; `null` if its deadline or budget exceeds the period. */
export function resourceWith(problem: PeriodProblem, period: number): OpenResource | null {
  const { server, resolution, least = 0, budget } = problem;
  const deadline = problem.deadline ?? period;
  if (deadline > period || (budget ?? 0) > deadline) return null;
  return { server, period, deadline, resolution, least };
}

/** The gross budget of a candidate on its host, in ns. */
export function grossCost(
  { costOfStart, server, load }: PeriodProblem,
  { period, budget }: Pick<Candidate, 'period' | 'budget'>,
): number {
  return budget + costOfStart * startsPerPeriod(server, period, load.tasks, []);
}

/**
 * A lower bound of the starts' share of a core, for any period from `from` to `to`. The starts are
 * no fewer than in the shortest period, and for each task no fewer than its rate.
 */
export function leastOverhead(problem: PeriodProblem, from: number, to: number): number {
  const { costOfStart, server, load } = problem;
  if (costOfStart === 0) return 0;
  const byShortest = startsPerPeriod(server, from, load.tasks, []) / to;
  if (!servers[server].restarts || load.tasks.length === 0) return costOfStart * byShortest;
  let byRates = 1 / to;
  for (const { period, jitter } of load.tasks) byRates += (1 + jitter / to) / period;
  return costOfStart * Math.max(byShortest, byRates);
}

/**
 * Periods to try first: round ones and some spread evenly in logarithm. All lie on the grid and in
 * the range.
 */
export function spread({
  from,
  to,
  resolution,
}: Pick<PeriodProblem, 'from' | 'to' | 'resolution'>): readonly number[] {
  const periods = new Set<number>();
  const offer = (period: number): void => {
    const onGrid = Math.ceil(period / resolution) * resolution;
    if (onGrid >= from && onGrid <= to) periods.add(onGrid);
  };
  const points = 16;
  for (let i = 0; i <= points; i++) offer(from * (to / from) ** (i / points));
  offer(from);
  for (
    let round = Math.ceil(from / 1_000_000) * 1_000_000, i = 0;
    round <= to && i < 16;
    i++, round += 1_000_000
  ) {
    offer(round);
  }
  return [...periods].sort((a, b) => a - b);
}
