import { compareFractions } from '../../host/compare.ts';
import { largestBudget, type OpenResource } from '../../supply/budget-for.ts';
import { type Candidate, grossCost, type PeriodProblem } from './period-problem.ts';

/** The cheapest candidate for the host so far. */
export class BestSoFar {
  private readonly problem: PeriodProblem;
  private best: { readonly candidate: Candidate; readonly gross: number } | null = null;

  constructor(problem: PeriodProblem) {
    this.problem = problem;
  }

  get candidate(): Candidate | null {
    return this.best?.candidate ?? null;
  }

  /** Its share of the host, overhead included; `Infinity` without a candidate. */
  get share(): number {
    return this.best === null
      ? Number.POSITIVE_INFINITY
      : this.best.gross / this.best.candidate.period;
  }

  keep(candidate: Candidate): void {
    this.best = { candidate, gross: grossCost(this.problem, candidate) };
  }

  /** The largest budget with which this period would be cheaper, in ns; 0 if none would. */
  budgetToBeat(resource: OpenResource): number {
    const largest = largestBudget(resource);
    if (this.best === null) return this.problem.budget ?? largest;
    const { period, resolution } = resource;
    const overhead = grossCost(this.problem, { period, budget: 0 });
    const fits = (budget: number): boolean => this.isBetter(period, budget + overhead);
    if (this.problem.budget !== undefined)
      return fits(this.problem.budget) ? this.problem.budget : 0;
    // Rounding shifts the target by one step at most.
    const steps = Math.floor((this.share * period - overhead) / resolution) + 1;
    let budget = Math.min(largest, steps * resolution);
    for (let tries = 0; tries < 3 && budget > 0 && !fits(budget); tries++) budget -= resolution;
    return budget > 0 && fits(budget) ? budget : 0;
  }

  private isBetter(period: number, gross: number): boolean {
    if (this.best === null) return true;
    const order = compareFractions(gross, period, this.best.gross, this.best.candidate.period);
    return order < 0 || (order === 0 && period > this.best.candidate.period);
  }
}
