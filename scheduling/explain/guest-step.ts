import type { NoBudget } from '../guest/problem.ts';
import type { TestUsed, Verdict } from '../model/analysis.ts';
import type { Reason } from '../model/reason.ts';
import type { JobsTerm, ShareTerm } from './derivation-step.ts';

/** What is shown of tasks on the supply of their VCPUs. */
export type GuestStep = SupplyStep | LoadStep | DemandStep | ResponseStep | ConclusionStep;

export type SupplyStep =
  | { readonly kind: 'own-core' }
  | { readonly kind: 'no-bound'; readonly reason: Reason }
  | {
      readonly kind: 'static-windows';
      readonly frame: number;
      readonly windows: readonly { readonly at: number; readonly length: number }[];
      readonly gap: number;
    }
  /** The budget is the whole period. */
  | { readonly kind: 'whole-budget'; readonly budget: number; readonly period: number }
  /** `budgets`: how many of them the gap is shorter for. */
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

/** `sbf(t)` worked out: before the gap it is 0, and after it whole budgets and a rest. */
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

/** A time of a task. */
export interface TaskTime {
  readonly task: string;
  readonly time: number;
}

export type LoadStep =
  /** `turns`: tasks run in turns, which costs a switch a quantum. */
  | {
      readonly kind: 'switches';
      readonly turns: boolean;
      readonly tasks: readonly TaskTime[];
    }
  /** `sections`: how many kernel sections can be under way at once. */
  | { readonly kind: 'held-up'; readonly sections: number; readonly tasks: readonly TaskTime[] }
  /** `bandwidth`: with how the use compares to it; `null` where it is not compared. */
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
      /** By what a job is held up; 0: by nothing. */
      readonly held: number;
      readonly demand: number;
    }
  | { readonly kind: 'supply-at'; readonly supply: SupplyAt }
  | { readonly kind: 'comparison'; readonly demand: number; readonly supply: number }
  | {
      readonly kind: 'slack';
      readonly task: string;
      /** The shortest window that counts. */
      readonly from: number;
      readonly slack: number;
    };

export type ResponseStep =
  /** The tasks that come before one. */
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
  /** `length`: of a window in which a job is sure to be done; `null`: none of at most `most` is. */
  | {
      readonly kind: 'sure-window';
      readonly length: number | null;
      readonly most: number;
      readonly others: number;
    };

/** The instants tried on the way to a job's end; `limit`: it has not ended by then. */
export type Walk =
  | { readonly kind: 'ends'; readonly tried: readonly Instant[]; readonly at: number }
  | { readonly kind: 'late'; readonly tried: readonly Instant[]; readonly limit: number }
  | { readonly kind: 'too-many' };

/** `need` is supplied by `by`. */
export interface Instant {
  readonly need: number;
  readonly by: number;
}

export type ConclusionStep =
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly test: TestUsed }
  | { readonly kind: 'smallest-budget'; readonly found: FoundBudget }
  /** How far a parameter of a task could go; `limit`: `null` where no value is known to do. */
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
