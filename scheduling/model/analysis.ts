import type { CompletedMachine, CompletedModel } from './completed.ts';
import type { Element } from './element.ts';
import type { Action } from './model.ts';
import type { PolicyKind } from './policies.ts';
import type { Reason } from './reason.ts';
import type { StepReason } from './step-reason.ts';

/**
 * What the prover says of a completed model. Elements are named as in the model; times are in ns.
 */
export interface Analysis {
  readonly completed: CompletedModel;
  /** Of all that is hard; `schedulable` only if everything hard is. */
  readonly verdict: VerdictKind;
  readonly machines: readonly MachineAnalysis[];
  readonly domains: readonly DomainAnalysis[];
  readonly scenarios: readonly ScenarioAnalysis[];
}

export type VerdictKind = 'schedulable' | 'unschedulable' | 'unknown';

/**
 * `schedulable`: proven. `unschedulable`: a legal run exists in which something misses. `unknown`:
 * neither is proven; the reason says what was tried and what stands in the way.
 */
export type Verdict =
  | { readonly kind: 'schedulable' }
  | { readonly kind: 'unschedulable'; readonly reason: Reason }
  | { readonly kind: 'unknown'; readonly reason: Reason };

/**
 * The test behind a verdict, and what kind of condition it is. What it is called and where it was
 * published stands in `messages/verdicts/tests.ts`.
 */
export interface TestUsed {
  readonly name: TestName;
  /** The machine's policy, where one test serves several. */
  readonly policy?: PolicyKind;
  readonly kind: 'exact' | 'sufficient' | 'necessary';
}

export type TestName =
  | 'guest-demand'
  | 'guest-responses'
  | 'guest-responses-in-turns'
  | 'no-supply'
  | 'joint-demand'
  | 'joint-run'
  | 'interference'
  | 'static-windows'
  | 'no-guarantee'
  | 'own-cores'
  | 'long-run'
  | 'long-run-tasks'
  | 'global-run'
  | 'global-edf-windows'
  | 'global-priority-windows'
  | 'global-edf-density'
  | 'core-demand'
  | 'core-demand-net'
  | 'core-demand-carried'
  | 'core-responses'
  | 'core-responses-net'
  | 'core-responses-carried';

export interface MachineAnalysis {
  readonly machine: string;
  readonly verdict: Verdict;
  readonly test: TestUsed;
  /** One entry a core that carries VCPUs under partitioned policies; empty under global ones. */
  readonly cores: readonly CoreAnalysis[];
  /** Gross utilization over all cores, in cores. */
  readonly utilization: number;
  readonly vcpus: readonly HostVcpuAnalysis[];
}

export interface CoreAnalysis {
  readonly core: number;
  /** Gross: switches included. */
  readonly utilization: number;
  readonly verdict: Verdict;
  readonly vcpus: readonly VcpuName[];
}

export interface VcpuName {
  readonly domain: string;
  readonly vcpu: string;
}

/** One VCPU as its machine sees it. */
export interface HostVcpuAnalysis extends VcpuName {
  readonly verdict: Verdict;
  /** Net budget plus the switches it can cause; `null` where a budget has no meaning. */
  readonly grossBudget: number | null;
  /** Worst-case response of its budget, where the test computes one. */
  readonly response: number | null;
  /**
   * Time left before its deadline by the test used; negative where it can miss; `null` where the
   * test gives none.
   */
  readonly margin: number | null;
}

export interface DomainAnalysis {
  readonly domain: string;
  readonly machine: string;
  /** Of its tasks on its VCPUs' supply; soft tasks do not count. */
  readonly verdict: Verdict;
  readonly vcpus: readonly VcpuAnalysis[];
  readonly tasks: readonly TaskAnalysis[];
}

/** One VCPU as its guest sees it. */
export interface VcpuAnalysis {
  readonly vcpu: string;
  readonly verdict: Verdict;
  readonly test: TestUsed;
  /**
   * The smallest net budget for its period on the machine's grid; `null` where none exists or none
   * has a meaning.
   */
  readonly minBudget: number | null;
  /** Longest time without supply; `null` where supply has no guarantee. */
  readonly longestGap: number | null;
  /**
   * Where demand comes closest to supply, or passes it; `null` where no such window was reached.
   */
  readonly witness: Witness | null;
  /**
   * `supply − demand` at its tightest; negative where it fails; `null` where the test gives none.
   */
  readonly margin: number | null;
}

/**
 * In a window of length `time` the demand that `task` needs done against the supply that is sure,
 * in ns. Of an unschedulable guest whose tasks are all released as the longest gap begins, the task
 * has missed by the end of the window (where its own verdict is another, some task has). On one
 * VCPU the numbers are those with overheads.
 */
export interface Witness {
  readonly task: string;
  readonly time: number;
  readonly demand: number;
  readonly supply: number;
  /**
   * How long after the window begins the task is first released, where its miss is that of a run in
   * which others came before it; absent: as it begins.
   */
  readonly released?: number;
  /**
   * The numbers are those of a run on all VCPUs of the domain in which all tasks are released
   * together and switches cost nothing: what the task's jobs up to the late one ask for, and what
   * they have had by the end of the window.
   */
  readonly run?: true;
}

export interface TaskAnalysis {
  readonly task: string;
  readonly vcpu: string | null;
  readonly soft: boolean;
  readonly verdict: Verdict;
  readonly deadline: number;
  /**
   * Worst-case response time from the nominal release; `null` where there is no bound or the test
   * gives none.
   */
  readonly response: number | null;
  /** Whether the response time is an upper bound rather than attained. */
  readonly responseIsBound: boolean;
  /**
   * EDF: the least `sbf − dbf` at or after its deadline; fixed priority: deadline − response;
   * `null` without a bound.
   */
  readonly slack: number | null;
}

export interface ScenarioAnalysis {
  readonly scenario: string;
  readonly steps: readonly StepAnalysis[];
}

export interface StepAnalysis {
  readonly index: number;
  readonly at: number;
  readonly action: Action;
  readonly admitted: boolean;
  /** Why it was refused; `null` where it was admitted. */
  readonly reason: StepReason | null;
  /** What would fail; absent where the step was admitted, or had nothing to act on. */
  readonly failing?: Element;
  /** Every machine with what runs on it after the step, its interfaces chosen for that moment. */
  readonly running: readonly CompletedMachine[];
}
