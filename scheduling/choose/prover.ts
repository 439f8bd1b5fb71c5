import { least } from '../arithmetic/least.ts';
import type { Limits } from '../arithmetic/limits.ts';
import { type Steps, searchSteps } from '../arithmetic/steps.ts';
import { accepts } from '../guest/accepts.ts';
import { analyzeVcpu } from '../guest/analyze-vcpu.ts';
import type { BudgetBounds } from '../guest/cut.ts';
import { analyzeGlobal } from '../guest/global/analyze-global.ts';
import { globalAccepts } from '../guest/global/global-accepts.ts';
import type {
  GlobalProblem,
  GuestLoad,
  GuestResult,
  SmallestBudget,
  VcpuProblem,
} from '../guest/problem.ts';
import { smallestBudget } from '../guest/smallest-budget.ts';
import { largestBudget, type OpenResource } from '../supply/budget-for.ts';
import type { AnalysisCache } from './cache/cache.ts';

/** The steps after which a candidate is left aside. */
const CANDIDATE_STEPS = 2_000_000;

/** The tests inside VCPUs. The same content is tested once. */
export class Prover {
  readonly cache: AnalysisCache;
  readonly limits: Limits;

  constructor(cache: AnalysisCache, limits: Limits) {
    this.cache = cache;
    this.limits = limits;
  }

  /** The caller's checkpoint, which stops the analysis by an exception. */
  readonly checkpoint = (): void => this.limits.checkpoint?.();

  vcpu(problem: VcpuProblem): GuestResult {
    return this.cache.guests.get([problem], () => analyzeVcpu(problem, this.limits));
  }

  /** Whether all tasks, soft ones too, are proven. */
  isProven(problem: VcpuProblem): boolean {
    return accepts(problem, this.limits, true) === true;
  }

  global(problem: GlobalProblem): GuestResult {
    return this.cache.guests.get([problem], () => analyzeGlobal(problem, this.limits));
  }

  /** Whether all tasks are proven. The result is not remembered, for it is one of a search. */
  globalAccepts(problem: GlobalProblem, within: Steps): boolean {
    return globalAccepts(problem, this.limitsWithin(within));
  }

  /**
   * The smallest budget that serves all tasks. If none does and some are soft, it is the smallest
   * that serves the hard ones: a soft task that can miss must not starve the others.
   */
  smallest(load: GuestLoad, resource: OpenResource): SmallestBudget {
    return this.cache.budgets.get([load, resource], () => {
      const found = smallestBudget({ ...load, ...resource }, this.limits);
      return orForHard(found, load, resource, () => this.limitsWithin(searchSteps()));
    });
  }

  /**
   * The same budget for one of many candidates. The result is not remembered, for it depends on the
   * steps that are left to the search.
   */
  smallestWithin(load: GuestLoad, resource: OpenResource, within: Steps): SmallestBudget {
    const found = this.candidate(load, resource, within, {});
    return orForHard(found, load, resource, () => this.limitsWithin(within));
  }

  /**
   * The smallest budget that serves all tasks, soft ones too. The result is not remembered, and the
   * search gives up after the steps of a candidate, for it is one of many.
   */
  candidate(
    load: GuestLoad,
    resource: OpenResource,
    within: Steps,
    bounds: BudgetBounds,
  ): SmallestBudget {
    const proof = this.limits.steps ?? Number.POSITIVE_INFINITY;
    const limits = { ...this.limitsWithin(within), steps: Math.min(proof, CANDIDATE_STEPS) };
    return smallestBudget({ ...load, ...resource }, limits, { ...bounds, proof });
  }

  private limitsWithin(within: Steps): Limits {
    return { ...this.limits, within };
  }
}

/** A found budget, or one for the hard tasks alone if all together get none. */
function orForHard(
  found: SmallestBudget,
  load: GuestLoad,
  resource: OpenResource,
  limits: () => Limits,
): SmallestBudget {
  const soft = load.tasks.filter((task) => task.soft !== undefined).length;
  if (found.kind !== 'none' || soft === 0 || soft === load.tasks.length) return found;
  const hard = smallestForHard(load, resource, limits());
  return hard === null ? found : { kind: 'found', budget: hard };
}

function smallestForHard(load: GuestLoad, resource: OpenResource, limits: Limits): number | null {
  const { server, period, deadline, resolution } = resource;
  const serves = (steps: number): boolean => {
    const supply = {
      kind: 'budget',
      server,
      period,
      deadline,
      budget: steps * resolution,
    } as const;
    const result = analyzeVcpu({ ...load, supply: { safe: supply, necessary: supply } }, limits);
    return result.verdict.kind === 'schedulable';
  };
  const most = largestBudget(resource) / resolution;
  const enough = least(most, serves);
  return enough === null ? null : Math.max(resource.least ?? 0, enough * resolution);
}
