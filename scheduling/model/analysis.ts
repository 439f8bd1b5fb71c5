import type { ChangeWait } from './changes/change-wait.ts';
import type { CompletedDomain, CompletedMachine, CompletedModel } from './completed.ts';
import type { Element } from './element.ts';
import type { Action } from './model.ts';
import type { PolicyKind } from './policies.ts';
import type { Reason } from './reason.ts';
import type { StepReason } from './step-reason.ts';

/**
 * The prover's results for a completed model. Elements are named as in the model; times are in ns.
 */
export interface Analysis {
  readonly completed: CompletedModel;
  /** The verdict on all hard tasks and machines: `schedulable` only if each of them is. */
  readonly verdict: VerdictKind;
  readonly machines: readonly MachineAnalysis[];
  readonly domains: readonly DomainAnalysis[];
  readonly scenarios: readonly ScenarioAnalysis[];
}

export type VerdictKind = 'schedulable' | 'unschedulable' | 'unknown';

/**
 * `schedulable`: proven. `unschedulable`: a legal run exists in which something misses. `unknown`:
 * neither is proven, and the reason names the test and the obstacle.
 */
export type Verdict =
  | { readonly kind: 'schedulable' }
  | { readonly kind: 'unschedulable'; readonly reason: Reason }
  | { readonly kind: 'unknown'; readonly reason: Reason };

/**
 * The test behind a verdict and its kind of condition. Its title and its source stand in
 * `messages/verdicts/tests.ts`.
 */
export interface TestUsed {
  readonly name: TestName;
  /** The machine's policy, if one test serves several. */
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
  | 'aligned-run'
  | 'interference'
  | 'static-windows'
  | 'no-guarantee'
  | 'own-cores'
  | 'long-run'
  | 'long-run-tasks'
  | 'global-run'
  | 'held-back'
  | 'phases'
  | 'placements'
  | 'global-responses'
  | 'global-edf-carry-in'
  | 'every-run'
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
  /** The patience of the search that told the verdict, in ns; absent of one told at once. */
  readonly patience?: number;
  readonly verdict: Verdict;
  readonly test: TestUsed;
  /** One entry per core that carries VCPUs under partitioned policies; empty under global ones. */
  readonly cores: readonly CoreAnalysis[];
  /** The gross utilization over all cores, in cores. */
  readonly utilization: number;
  readonly vcpus: readonly HostVcpuAnalysis[];
  /** Each plan of its windows by itself, the first one first; absent if they never change. */
  readonly plans?: readonly PlanAnalysis[];
}

/** A machine in one of its plans. */
export interface PlanAnalysis extends Omit<MachineAnalysis, 'machine' | 'plans'> {
  readonly plan: string;
  /** The domains with windows in the plan. */
  readonly domains: readonly DomainAnalysis[];
  /** The domains without any, which are off as long as the plan is in force. */
  readonly off: readonly string[];
}

export interface CoreAnalysis {
  readonly core: number;
  /** The gross utilization: switches included. */
  readonly utilization: number;
  readonly verdict: Verdict;
  /** The test behind the verdict. The default is the machine's. */
  readonly test?: TestUsed;
  readonly vcpus: readonly VcpuName[];
}

export interface VcpuName {
  readonly domain: string;
  readonly vcpu: string;
}

/** One VCPU as its machine sees it. */
export interface HostVcpuAnalysis extends VcpuName {
  readonly verdict: Verdict;
  /** The net budget plus the switches that it can cause; `null` if a budget has no meaning. */
  readonly grossBudget: number | null;
  /** The worst-case response of its budget, if the test computes one. */
  readonly response: number | null;
  /**
   * The time left before its deadline by the test used; negative if it can miss; `null` if the test
   * gives none.
   */
  readonly margin: number | null;
}

export interface DomainAnalysis {
  readonly domain: string;
  readonly machine: string;
  /** The plan that the result is about: the first in which it is worst; absent without plans. */
  readonly plan?: string;
  /** The verdict on its tasks on their VCPUs' supply. Soft tasks do not count. */
  readonly verdict: Verdict;
  readonly vcpus: readonly VcpuAnalysis[];
  readonly tasks: readonly TaskAnalysis[];
  /** Whether all tasks, which are not all proven, would be with aligned releases. */
  readonly passesAligned?: true;
}

/** One VCPU as its guest sees it. */
export interface VcpuAnalysis {
  readonly vcpu: string;
  readonly verdict: Verdict;
  readonly test: TestUsed;
  /**
   * The smallest net budget for its period on the machine's grid; `null` if none exists or has a
   * meaning.
   */
  readonly minBudget: number | null;
  /** The longest time without supply; `null` if supply has no guarantee. */
  readonly longestGap: number | null;
  /**
   * The window in which demand comes closest to supply, or exceeds it; `null` if no such window was
   * reached.
   */
  readonly witness: Witness | null;
  /** `supply − demand` at its tightest; negative if it fails; `null` if the test gives none. */
  readonly margin: number | null;
}

/**
 * A window of length `time`, with the demand that `task` needs done and the guaranteed supply, in
 * ns. For an unschedulable guest whose tasks are all released as the longest gap begins, the task
 * has missed by the end of the window (if its own verdict differs, some task has). On one VCPU the
 * numbers include overheads.
 */
export interface Witness {
  readonly task: string;
  readonly time: number;
  readonly demand: number;
  readonly supply: number;
  /**
   * The time from the window's start to the task's first release, if its miss is that of a run in
   * which others came first. The default is 0.
   */
  readonly released?: number;
  /**
   * The numbers are those of a run on all VCPUs of the domain in which all tasks are released
   * together and switches cost nothing: the demand of the task's jobs up to the late one, and the
   * time that they have run by the end of the window.
   */
  readonly run?: true;
  /**
   * The start of the window in the run of aligned releases, which begins with a frame at 0. The
   * window ends with the deadline of a job of the task. If the job is in time, the demand is what
   * was executed up to its end.
   */
  readonly from?: number;
}

export interface TaskAnalysis {
  readonly task: string;
  readonly vcpu: string | null;
  readonly soft: boolean;
  readonly verdict: Verdict;
  readonly deadline: number;
  /**
   * The worst-case response time from the nominal release; `null` if there is no bound or the test
   * gives none.
   */
  readonly response: number | null;
  /** Whether the response time is an upper bound and not attained. */
  readonly responseIsBound: boolean;
  /**
   * The slack. Under EDF it is the least `sbf − dbf` at or after the task's deadline, under fixed
   * priorities the deadline minus the response; `null` without a bound.
   */
  readonly slack: number | null;
}

export interface ScenarioAnalysis {
  readonly scenario: string;
  readonly steps: readonly StepAnalysis[];
}

/** The outcome of several steps of one instant that were tried as one. */
export type AsOne = 'admitted' | 'refused';

export interface StepAnalysis {
  readonly index: number;
  readonly at: number;
  readonly action: Action;
  readonly admitted: boolean;
  /** The reason for a refusal; `null` if the step was admitted. */
  readonly reason: StepReason | null;
  /** The instant from which an admitted plan is in force, in ns; absent for other actions. */
  readonly inForce?: number;
  /**
   * The result of trying all steps of the instant as one, which comes first; absent for a step that
   * was tried alone. After a refusal each of them is tried singly, in order.
   */
  readonly asOne?: AsOne;
  /**
   * How long an admitted step can wait until all of it is in force, known without a run; absent if
   * it is refused.
   */
  readonly wait?: ChangeWait;
  /** The element that would fail; absent if the step was admitted or had nothing to act on. */
  readonly failing?: Element;
  /** The course in which a VCPU would fail across a change of plan; absent for other reasons. */
  readonly across?: LateCourse;
  /**
   * Each machine with its running domains after the step, their interfaces chosen for that moment.
   */
  readonly running: readonly CompletedMachine[];
}

/** The windows of a domain across changes of plan, and the miss of one of its VCPUs there. */
export interface LateCourse {
  readonly vcpu: VcpuName;
  readonly witness: Witness;
  /** The machine in its last plan. */
  readonly machine: CompletedMachine;
  /** The domain with the tasks whose work can be pending, those removed among them. */
  readonly domain: CompletedDomain;
  /** The instant in ns from which the windows count. */
  readonly from: number;
  /** The plans in the order of their starts, in ns. */
  readonly plans: readonly { readonly plan: string; readonly from: number }[];
  /** The windows of each VCPU of the domain, in the order of these. */
  readonly windows: readonly CourseWindows[];
}

/** Windows that change: some once, then from `begin` on a frame that repeats. Times are in ns. */
interface CourseWindows {
  readonly once: readonly Stretch[];
  readonly begin: number;
  readonly frame: number;
  readonly windows: readonly Stretch[];
}

interface Stretch {
  readonly at: number;
  readonly length: number;
}
