import { type Steps, searchSteps } from '../arithmetic/steps.ts';
import type { GuestLoad } from '../guest/problem.ts';
import { compareFractions } from '../host/compare.ts';
import { startsPerPeriod } from '../host/overhead.ts';
import type { ServerKind } from '../model/model.ts';
import { largestBudget, type OpenResource } from '../supply/budget-for.ts';
import { Cuts } from './placement/cuts.ts';

/** A period, with the budget that goes with it. */
export interface Candidate {
  readonly period: number;
  readonly deadline: number;
  /** Net. */
  readonly budget: number;
}

/** A VCPU whose period is looked for. */
export interface PeriodProblem {
  readonly load: GuestLoad;
  readonly server: ServerKind;
  readonly resolution: number;
  readonly from: number;
  readonly to: number;
  /** The VCPU's deadline, where one is written; else it is the period. */
  readonly deadline?: number;
  /** The net budget, where one is written. */
  readonly budget?: number;
  /** What a start costs on the machine: both switches. */
  readonly costOfStart: number;
}

export interface Search {
  /**
   * The smallest budget for a period; `null` where none is known. Its steps are part of the whole
   * search's.
   */
  readonly smallest: (resource: OpenResource, within: Steps) => number | null;
  /**
   * Whether the machine is proven with this candidate; a smaller budget never fails where a larger
   * one passes.
   */
  readonly hostAccepts?: (candidate: Candidate) => boolean;
  readonly checkpoint?: () => void;
  /**
   * How many periods are looked at; where the grid holds more, a coarser one within it is taken.
   * Default 100 000.
   */
  readonly limit?: number;
  /** After how many elementary steps no further period is tested. */
  readonly steps?: number;
}

const CANDIDATE_LIMIT = 100_000;

/**
 * The period with the least bandwidth on the host, overhead included, `Θ'/Π`, and the larger one
 * where that ties; with its smallest budget, or the one written. Exact on the grid of the
 * resolution up to {@link CANDIDATE_LIMIT} periods, and as long as the tests of all take no more
 * than the steps of a search: then it is the best of those tested. `null` where no period would do.
 *
 * A few periods spread over the range give a first bound; every other one is then only asked
 * whether it could stay below the best so far, which {@link Cuts} mostly denies at once.
 */
export function bestPeriod(problem: PeriodProblem, search: Search): Candidate | null {
  const best = new Best(problem, search);
  for (const period of spread(problem)) best.offer(period);
  const step = gridStep(problem, search.limit ?? CANDIDATE_LIMIT);
  const first = Math.ceil(problem.from / step) * step;
  let count = 0;
  for (let period = first; period <= problem.to; period += step) {
    if (++count % 1024 === 0) search.checkpoint?.();
    best.offer(period);
  }
  return best.found();
}

/** The gross budget that a candidate costs its host. */
export function grossCost(problem: PeriodProblem, { period, budget }: Candidate): number {
  return (
    budget + problem.costOfStart * startsPerPeriod(problem.server, period, problem.load.tasks, [])
  );
}

/**
 * Periods worth a look first: round ones and some spread evenly in logarithm, all on the grid and
 * in the range.
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

function gridStep({ from, to, resolution }: PeriodProblem, limit: number): number {
  const count = Math.floor((to - from) / resolution) + 1;
  return resolution * Math.max(1, Math.ceil(count / limit));
}

class Best {
  private readonly problem: PeriodProblem;
  private readonly search: Search;
  private readonly cuts: Cuts;
  private readonly steps: Steps;
  private best: { readonly candidate: Candidate; readonly gross: number } | null = null;

  constructor(problem: PeriodProblem, search: Search) {
    this.problem = problem;
    this.search = search;
    this.cuts = new Cuts(problem.load);
    this.steps = searchSteps(search.steps);
  }

  found(): Candidate | null {
    return this.best?.candidate ?? null;
  }

  offer(period: number): void {
    const { problem, search } = this;
    const deadline = problem.deadline ?? period;
    if (deadline > period || this.best?.candidate.period === period) return;
    const resource: OpenResource = {
      server: problem.server,
      period,
      deadline,
      resolution: problem.resolution,
    };
    const cap = this.budgetToBeat(resource);
    if (cap < (problem.budget ?? problem.resolution) || !this.cuts.allow(resource, cap)) return;
    if (search.hostAccepts !== undefined) {
      const budget = problem.budget ?? this.cuts.leastBudget(resource);
      if (budget > cap || !search.hostAccepts({ period, deadline, budget })) return;
    }
    if (this.cuts.refuses(resource, cap, this.steps)) return;
    const smallest = search.smallest(resource, this.steps);
    if (smallest === null || smallest > cap || smallest > (problem.budget ?? cap)) return;
    const candidate: Candidate = { period, deadline, budget: problem.budget ?? smallest };
    if (search.hostAccepts !== undefined && !search.hostAccepts(candidate)) return;
    this.best = { candidate, gross: grossCost(problem, candidate) };
  }

  /** The largest budget with which this period would be better than the best so far. */
  private budgetToBeat(resource: OpenResource): number {
    const largest = largestBudget(resource);
    if (this.best === null) return this.problem.budget ?? largest;
    const { period, resolution } = resource;
    const overhead = grossCost(this.problem, { period, deadline: resource.deadline, budget: 0 });
    const target = (this.best.gross / this.best.candidate.period) * period - overhead;
    const fits = (budget: number): boolean => this.isBetter(period, budget + overhead);
    if (this.problem.budget !== undefined)
      return fits(this.problem.budget) ? this.problem.budget : 0;
    let budget = Math.min(largest, (Math.floor(target / resolution) + 1) * resolution);
    while (budget > 0 && !fits(budget)) budget -= resolution;
    return Math.max(0, budget);
  }

  private isBetter(period: number, gross: number): boolean {
    if (this.best === null) return true;
    const order = compareFractions(gross, period, this.best.gross, this.best.candidate.period);
    return order < 0 || (order === 0 && period > this.best.candidate.period);
  }
}
