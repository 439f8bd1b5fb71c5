import type { NoBudget } from '../guest/problem.ts';
import type { TestUsed, Verdict } from '../model/analysis.ts';
import type { Reason } from '../model/reason.ts';
import type { JobsTerm, ShareTerm } from './derivation-step.ts';

/** Steps about tasks on the supply of their VCPUs. Times are in ns. */
export type GuestStep =
  | SupplyStep
  | LoadStep
  | DemandStep
  | ResponseStep
  | AlignedStep
  | ConclusionStep;

export type SupplyStep =
  | { readonly kind: 'own-core' }
  | { readonly kind: 'no-bound'; readonly reason: Reason }
  | {
      readonly kind: 'static-windows';
      readonly frame: number;
      readonly windows: readonly { readonly at: number; readonly length: number }[];
      readonly gap: number;
    }
  /** Windows that change: those up to `begin` once, then those of a frame that repeats. */
  | {
      readonly kind: 'changing-windows';
      readonly once: readonly { readonly at: number; readonly length: number }[];
      readonly begin: number;
      readonly frame: number;
      readonly windows: readonly { readonly at: number; readonly length: number }[];
      readonly gap: number;
    }
  /** One interface up to a replenishment and another from it on. */
  | {
      readonly kind: 'mixed';
      readonly before: { readonly budget: number; readonly period: number };
      readonly after: { readonly budget: number; readonly period: number };
      readonly gap: number;
    }
  /** The budget fills the whole period. */
  | { readonly kind: 'whole-budget'; readonly budget: number; readonly period: number }
  /** The longest gap; `budgets` is the number of budgets that shorten it. */
  | {
      readonly kind: 'longest-gap';
      readonly budgets: number;
      readonly period: number;
      readonly deadline: number;
      readonly budget: number;
      readonly gap: number;
    }
  | {
      readonly kind: 'supply-bound';
      readonly period: number;
      readonly budget: number;
      readonly gap: number;
    };

/** `sbf(t)` with its numbers: 0 within the gap, then whole budgets and a rest. */
export interface SupplyAt {
  readonly time: number;
  readonly amount: number;
  readonly by:
    | { readonly kind: 'plain' }
    | { readonly kind: 'before-gap'; readonly gap: number }
    | {
        readonly kind: 'budgets';
        readonly whole: number;
        readonly budget: number;
        readonly rest: number;
      };
}

/** A time of a task, in ns. */
export interface TaskTime {
  readonly task: string;
  readonly time: number;
}

export type LoadStep =
  /** The costs of tasks; `turns` says that tasks run in turns, which costs a switch per quantum. */
  | {
      readonly kind: 'switches';
      readonly turns: boolean;
      readonly tasks: readonly TaskTime[];
    }
  /**
   * The delays of tasks; `sections` is the number of kernel sections that can be under way at once.
   */
  | { readonly kind: 'held-up'; readonly sections: number; readonly tasks: readonly TaskTime[] }
  /**
   * The utilization; `bandwidth` is the long-run supply and the sign of the comparison, `null`
   * without one.
   */
  | {
      readonly kind: 'utilization';
      readonly terms: readonly ShareTerm[];
      readonly used: number;
      readonly bandwidth: { readonly value: number; readonly order: -1 | 0 | 1 } | null;
    };

export type DemandStep =
  | {
      readonly kind: 'demand';
      readonly time: number;
      readonly terms: readonly JobsTerm[];
      /** The blocking of a job; 0 without any. */
      readonly held: number;
      readonly demand: number;
    }
  | { readonly kind: 'supply-at'; readonly supply: SupplyAt }
  | { readonly kind: 'comparison'; readonly demand: number; readonly supply: number }
  | {
      readonly kind: 'slack';
      readonly task: string;
      /** The shortest window that has to be checked. */
      readonly from: number;
      readonly slack: number;
    };

export type ResponseStep =
  /** The tasks that come before a task. */
  | { readonly kind: 'before-it'; readonly tasks: readonly string[] }
  | { readonly kind: 'job-ends'; readonly job: number; readonly walk: Walk }
  | {
      readonly kind: 'at-deadline';
      readonly due: number;
      readonly held: number;
      readonly terms: readonly JobsTerm[];
      readonly needed: number;
      readonly supply: SupplyAt;
    }
  | { readonly kind: 'response'; readonly response: number; readonly deadline: number }
  /**
   * A window test; `length` is a window by whose end a job is sure to be done, or `null` if no
   * window up to `most` is.
   */
  | {
      readonly kind: 'sure-window';
      readonly length: number | null;
      readonly most: number;
      readonly others: number;
    };

/** Steps about the run of aligned releases, which begins with a frame at 0. */
export type AlignedStep =
  | {
      readonly kind: 'aligned-windows';
      readonly frame: number;
      readonly windows: readonly { readonly at: number; readonly length: number }[];
    }
  /** The length of the run; `repeats` is the common multiple, `Infinity` beyond exact numbers. */
  | {
      readonly kind: 'aligned-run';
      readonly largestOffset: number;
      readonly repeats: number;
      readonly end: number;
    }
  /** The job that decides; `end` is `null` if it is late and its end is not known. */
  | {
      readonly kind: 'aligned-job';
      readonly task: string;
      readonly job: number;
      readonly release: number;
      readonly due: number;
      readonly end: number | null;
    }
  | { readonly kind: 'aligned-response'; readonly response: number; readonly deadline: number }
  /** The stretch of a late job, with the jobs in it that come before it or are it. */
  | {
      readonly kind: 'aligned-window';
      readonly from: number;
      readonly due: number;
      readonly terms: readonly JobsTerm[];
      readonly held: number;
      readonly demand: number;
      readonly supply: number;
    };

/** The instants tried on the way to a job's end; `limit` says that it has not ended by then. */
export type Walk =
  | { readonly kind: 'ends'; readonly tried: readonly Instant[]; readonly at: number }
  | { readonly kind: 'late'; readonly tried: readonly Instant[]; readonly limit: number }
  | { readonly kind: 'too-many' };

/** The instant `by` at which the supply reaches `need`. */
export interface Instant {
  readonly need: number;
  readonly by: number;
}

export type ConclusionStep =
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly test: TestUsed }
  | { readonly kind: 'smallest-budget'; readonly found: FoundBudget }
  /** The tolerance of a task's parameter; `limit` is `null` if no value is known to suffice. */
  | {
      readonly kind: 'tolerance';
      readonly parameter: 'wcet' | 'period';
      readonly task: string;
      readonly grid: number;
      readonly limit: number | null;
      readonly now: number;
    };

type FoundBudget =
  | { readonly kind: 'found'; readonly budget: number }
  | { readonly kind: 'none'; readonly reason: NoBudget }
  | { readonly kind: 'unknown'; readonly reason: Reason };
