import type { TaskAnalysis, TestUsed, Verdict, Witness } from '../model/analysis.ts';
import type { GuestPolicy, ServerKind, Task } from '../model/model.ts';
import type { Reason } from '../model/reason.ts';
import type { Supply } from '../supply/supply.ts';

/**
 * What one guest scheduler has to run: the tasks in the order declared. All times are whole
 * nanoseconds.
 */
export interface GuestLoad {
  readonly policy: GuestPolicy;
  /** The longest section in which the guest kernel cannot be preempted. */
  readonly kernelLatency: number;
  /** The guest's own context-switch cost. */
  readonly taskSwitch: number;
  /**
   * How many kernel sections can be under way at once; more than one (the default) where VCPUs take
   * turns.
   */
  readonly kernelSections?: number;
  readonly tasks: readonly Task[];
}

/**
 * What a VCPU gets: `safe` never promises too much (switches taken off), `necessary` never too
 * little (none taken off). They differ for static windows only; else both are the same.
 */
export interface SupplyPair {
  readonly safe: Supply;
  readonly necessary: Supply;
}

/** The tasks of one VCPU on its supply. */
export interface VcpuProblem extends GuestLoad {
  readonly supply: SupplyPair;
}

/** The tasks of one VCPU whose net budget is looked for, on the machine's grid. */
export interface BudgetProblem extends GuestLoad {
  readonly server: ServerKind;
  readonly period: number;
  readonly deadline: number;
  readonly resolution: number;
  /** With tasks no budget is less, a multiple of the resolution; 0 unless given. */
  readonly least?: number;
}

/** The tasks of a domain that may all run on each of its VCPUs. */
export interface GlobalProblem extends GuestLoad {
  readonly supplies: readonly SupplyPair[];
}

/** What is proven of one guest scheduler's tasks. */
export interface GuestResult {
  /** Of the hard tasks. */
  readonly verdict: Verdict;
  /** Of all tasks, soft ones too. */
  readonly verdictOfAll: Verdict;
  readonly test: TestUsed;
  /**
   * Where demand passes supply so that a task surely misses, or, where none is proven to, may; else
   * where it comes closest.
   */
  readonly witness: Witness | null;
  /** `supply − demand` at the witness; `null` where there is none. */
  readonly margin: number | null;
  /** `null` where supply has no guarantee. */
  readonly longestGap: number | null;
  /** In the order declared. */
  readonly tasks: readonly TaskAnalysis[];
}

/** The smallest budget, or why there is none. Without tasks it is 0. */
export type SmallestBudget =
  | { readonly kind: 'found'; readonly budget: number }
  | { readonly kind: 'none'; readonly reason: NoBudget }
  | { readonly kind: 'unknown'; readonly reason: Reason };

/**
 * `too-coarse`: the deadline is shorter than one step of the resolution. `too-little`: even the
 * largest budget that fits before the deadline is not enough.
 */
export type NoBudget = 'too-coarse' | 'too-little';
