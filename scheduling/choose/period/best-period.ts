import { PriorityQueue } from '../../arithmetic/priority-queue.ts';
import { countSteps, type Steps, withinSteps } from '../../arithmetic/steps.ts';
import type { BudgetBounds } from '../../guest/cut.ts';
import type { OpenResource } from '../../supply/budget-for.ts';
import { BestSoFar } from './best-so-far.ts';
import { Cuts } from './cuts.ts';
import { type Candidate, type PeriodProblem, resourceWith, spread } from './period-problem.ts';
import { type Range, rangeOf, sharpened } from './ranges.ts';

export interface Search {
  /**
   * The smallest budget for a period; `null` if none is known. Its steps count within the search.
   */
  readonly smallest: (resource: OpenResource, within: Steps, bounds: BudgetBounds) => number | null;
  /**
   * Whether the machine is proven with this candidate. Domain: a smaller budget never fails where a
   * larger one passes.
   */
  readonly hostAccepts?: (candidate: Candidate) => boolean;
  readonly checkpoint?: () => void;
  /**
   * The number of periods that are looked at, 100 000 by default. A grid with more is made coarser.
   */
  readonly limit?: number;
  /** The elementary steps after which no further period is tested. */
  readonly steps?: Steps;
}

const CANDIDATE_LIMIT = 100_000;

/**
 * The steps of a search take some tenths of a second. A longer one mostly gains some billionths of
 * a core.
 */
const SEARCH_STEPS = 40_000_000;

/**
 * The period with the least bandwidth `Θ'/Π` on the host, overhead included, with its smallest or
 * written budget. A tie goes to the larger period. The result is exact on the grid of the
 * resolution up to {@link CANDIDATE_LIMIT} periods, as long as the tests stay within the steps of a
 * search; beyond that it is the best of the tested ones. `null` if no period suffices.
 *
 * A few periods spread over the range give a first bound. Branch and bound searches the others:
 * ranges of periods are halved until a single period is left, which is tested. The range with the
 * least possible share comes first, and of equal ones the one with the largest periods. The reason
 * that raises a budget in a test becomes a condition ({@link Cuts}), which bounds all other ranges.
 */
export function bestPeriod(problem: PeriodProblem, search: Search): Candidate | null {
  return new PeriodSearch(problem, search).run();
}

class PeriodSearch {
  private readonly problem: PeriodProblem;
  private readonly search: Search;
  private readonly cuts: Cuts;
  private readonly steps: Steps;
  private readonly best: BestSoFar;
  private readonly queue = new PriorityQueue<Range>(comesFirst);
  /** Whether the best candidate's bandwidth equals the tasks' utilization. */
  private atUtilization = false;
  /** The distance between the periods that are looked at, in ns. */
  private readonly grid: number;

  constructor(problem: PeriodProblem, search: Search) {
    this.problem = problem;
    this.search = search;
    this.cuts = new Cuts(problem.load);
    const { checkpoint } = search;
    this.steps =
      search.steps ?? countSteps({ steps: SEARCH_STEPS, ...(checkpoint && { checkpoint }) });
    this.best = new BestSoFar(problem);
    this.grid = gridStep(problem, search.limit ?? CANDIDATE_LIMIT);
  }

  run(): Candidate | null {
    withinSteps(() => this.searchAll(), undefined);
    return this.best.candidate;
  }

  private searchAll(): void {
    for (const period of spread(this.problem)) {
      this.spend();
      this.offer(period, null);
    }
    const { from, to } = this.problem;
    this.enqueue(Math.ceil(from / this.grid), Math.floor(to / this.grid));
    for (let range = this.queue.pop(); range !== undefined; range = this.queue.pop()) {
      if (range.share > this.best.share * (1 + 1e-12)) return;
      this.spend();
      this.look(range);
    }
  }

  private look(range: Range): void {
    const { first, last } = range;
    if (first === last) {
      const sharp = this.isSharp(range) ? range : this.sharpened(first);
      if (sharp.share > range.share) this.push(sharp);
      else this.offer(first, sharp.least);
      return;
    }
    const { grid } = this;
    if (last - first < LEAF * grid) {
      for (let period = last; period >= first; period -= grid) {
        this.spend();
        if (!this.cannotWin(this.rangeOf(period, period))) this.push(this.sharpened(period));
      }
      return;
    }
    const middle = Math.floor((first / grid + last / grid) / 2);
    this.enqueue(first / grid, middle);
    this.enqueue(middle + 1, last / grid);
  }

  private sharpened(period: number): Range {
    this.steps.spend(STEPS_OF_A_BUDGET * this.cuts.count);
    return sharpened(this.problem, this.cuts, period);
  }

  private isSharp({ least, version }: Range): boolean {
    return least !== null && version === this.cuts.version;
  }

  private enqueue(first: number, last: number): void {
    if (first > last) return;
    this.push(this.rangeOf(first * this.grid, last * this.grid));
  }

  private rangeOf(first: number, last: number): Range {
    return rangeOf(this.problem, this.cuts, first, last);
  }

  private push(range: Range): void {
    if (!this.cannotWin(range)) this.queue.push(range);
  }

  private cannotWin(range: Range): boolean {
    return range.share > this.best.share * (1 + 1e-12) || this.onlyTies(range);
  }

  /** Whether only a larger period than all of these can beat the best candidate. */
  private onlyTies({ last }: Range): boolean {
    return this.atUtilization && last <= (this.best.candidate?.period ?? 0);
  }

  /** Takes the period, with its smallest budget, as the best candidate if it is better. */
  private offer(period: number, known: number | null): void {
    const { problem, search, best, cuts } = this;
    const resource = resourceWith(problem, period);
    if (resource === null || best.candidate?.period === period) return;
    const { deadline } = resource;
    const most = best.budgetToBeat(resource);
    const floor = problem.budget ?? problem.resolution;
    if (most < floor || !cuts.allow(resource, most)) return;
    const least = known ?? cuts.leastBudget(resource);
    if (least > most) return;
    if (!this.hostAccepts({ period, deadline, budget: problem.budget ?? least })) return;
    const onRaise: BudgetBounds['onRaise'] = (cut) => {
      const learned = cut();
      if (learned !== null) cuts.learn(learned);
    };
    const smallest = search.smallest(resource, this.steps, { least, most, briefly: true, onRaise });
    if (smallest === null || smallest > most) return;
    const candidate = { period, deadline, budget: problem.budget ?? smallest };
    if (!this.hostAccepts(candidate)) return;
    best.keep(candidate);
    this.atUtilization = problem.costOfStart === 0 && cuts.isUtilization(candidate);
  }

  private hostAccepts(candidate: Candidate): boolean {
    this.search.checkpoint?.();
    return this.search.hostAccepts?.(candidate) ?? true;
  }

  private spend(): void {
    this.steps.spend(STEPS_OF_A_RANGE + STEPS_OF_A_CUT * this.cuts.count);
  }
}

/** The number of neighboring periods up to which each is looked at, instead of halves. */
const LEAF = 16;

/** The approximate cost of a range by itself: its line, its place in the queue, its garbage. */
const STEPS_OF_A_RANGE = 200;

/** The approximate cost of applying one condition to a range. */
const STEPS_OF_A_CUT = 2;

/** The approximate cost of the least budget that meets one condition. */
const STEPS_OF_A_BUDGET = 100;

function comesFirst(a: Range, b: Range): boolean {
  return a.share < b.share || (a.share === b.share && a.last > b.last);
}

function gridStep({ from, to, resolution }: PeriodProblem, limit: number): number {
  const count = Math.floor((to - from) / resolution) + 1;
  return resolution * Math.max(1, Math.ceil(count / limit));
}
