import type { TaskAnalysis, TestUsed, Verdict, Witness } from '../model/analysis.ts';
import type { GuestPolicy, ServerKind, Task } from '../model/model.ts';
import type { Reason } from '../model/reason.ts';
import type { Supply } from '../supply/supply.ts';

/**
 * The load of one guest scheduler, with the tasks in the order declared. All times are whole
 * nanoseconds.
 */
export interface GuestLoad {
  readonly policy: GuestPolicy;
  /** The longest section in which the guest kernel cannot be preempted. */
  readonly kernelLatency: number;
  /** The cost of one context switch of the guest. */
  readonly taskSwitch: number;
  /**
   * The number of kernel sections that can be under way at once. The default is 1; it is more if
   * VCPUs take turns.
   */
  readonly kernelSections?: number;
  readonly tasks: readonly Task[];
}

/**
 * The supply of a VCPU. `safe` never promises too much (switches are subtracted), `necessary` never
 * too little (none are). They differ for static windows only.
 */
export interface SupplyPair {
  readonly safe: Supply;
  readonly necessary: Supply;
}

/** The tasks of one VCPU on its supply. */
export interface VcpuProblem extends GuestLoad {
  readonly supply: SupplyPair;
  /**
   * Jobs are released exactly at `offset + k·period` from the start of a frame of the supply.
   * Domain: no task has jitter or is sporadic. The default is every phasing.
   */
  readonly releases?: 'aligned';
}

/** The tasks of one VCPU whose net budget is searched for, on the machine's grid. */
export interface BudgetProblem extends GuestLoad {
  readonly server: ServerKind;
  readonly period: number;
  readonly deadline: number;
  readonly resolution: number;
  /** The lower bound of a budget for tasks, a multiple of the resolution. The default is 0. */
  readonly least?: number;
}

/** The tasks of a domain that may all run on each of its VCPUs. */
export interface GlobalProblem extends GuestLoad {
  readonly supplies: readonly SupplyPair[];
  /** As for one VCPU. */
  readonly releases?: 'aligned';
}

/** The analysis of one guest scheduler's tasks. */
export interface GuestResult {
  /** The verdict on the hard tasks. */
  readonly verdict: Verdict;
  /** The verdict on all tasks, soft ones too. */
  readonly verdictOfAll: Verdict;
  readonly test: TestUsed;
  /**
   * A window in which demand exceeds supply, so that a task surely misses, or, if no miss is
   * proven, may miss; else the tightest window.
   */
  readonly witness: Witness | null;
  /** `supply − demand` at the witness, in ns; `null` without a witness. */
  readonly margin: number | null;
  /** The longest time without supply, in ns; `null` if supply has no guarantee. */
  readonly longestGap: number | null;
  /** The tasks in the order declared. */
  readonly tasks: readonly TaskAnalysis[];
}

/** The smallest budget, or the reason that there is none. Without tasks it is 0. */
export type SmallestBudget =
  | { readonly kind: 'found'; readonly budget: number }
  | { readonly kind: 'none'; readonly reason: NoBudget }
  | { readonly kind: 'unknown'; readonly reason: Reason };

/**
 * The reason that no budget suffices. `too-coarse`: the deadline is shorter than one step of the
 * resolution. `too-little`: even the largest budget that fits before the deadline fails.
 */
export type NoBudget = 'too-coarse' | 'too-little';
