import type { VcpuName } from './analysis.ts';
import type { PolicyKind } from './policies.ts';

/**
 * The reason why a verdict is not `schedulable`: a failure, or an obstacle to a proof. Reasons are
 * data; `messages/verdicts/` makes sentences of them. Times are in ns, shares in cores.
 */
export type Reason = GuestReason | SupplyReason | CoreReason | HostReason;

/** Reasons about tasks on the supply of their VCPUs. */
export type GuestReason =
  /** The task misses in some legal run; `late` is its lateness, if a bound is known. */
  | {
      readonly kind: 'miss';
      readonly task: string;
      readonly deadline: number;
      readonly late: number | null;
      readonly shortage: Shortage | null;
    }
  /** Some task of one VCPU misses. It is not known which. */
  | { readonly kind: 'some-miss'; readonly shortage: Shortage }
  /** A task misses on all VCPUs of its domain together; `null` if it is not known which. */
  | { readonly kind: 'global-miss'; readonly task: string | null; readonly shortage: Shortage }
  | { readonly kind: 'not-met'; readonly task: string; readonly doubt: Doubt }
  | { readonly kind: 'undecided'; readonly doubt: Doubt }
  /** The VCPU has no window in its machine's frame, so nothing in it ever runs. */
  | { readonly kind: 'without-window' }
  /** The task has no VCPU in a domain that does not schedule globally. */
  | { readonly kind: 'homeless'; readonly task: string }
  | { readonly kind: 'no-interface-found'; readonly vcpu: string; readonly open: OpenInterface }
  /** Even a supply of all the time does not suffice. */
  | {
      readonly kind: 'no-interface-would-do';
      readonly open: OpenInterface;
      readonly because: Reason;
    }
  /** Even a core for each VCPU, all the time, does not suffice. */
  | { readonly kind: 'no-share-would-do'; readonly because: Reason }
  /** The hard tasks need `share` of a core in the long run; the domain gets at most `cap`. */
  | { readonly kind: 'over-cap'; readonly share: number; readonly cap: number };

/** The open part of a VCPU's interface. */
type OpenInterface = 'budget' | 'period-and-budget';

/** Demand above supply: in a window, or in the long run only. */
export type Shortage =
  | {
      readonly kind: 'window';
      readonly time: number;
      readonly demand: number;
      readonly supply: number;
    }
  /** The numbers of a run in which all are released together: the demand of the task's jobs. */
  | {
      readonly kind: 'run';
      readonly time: number;
      readonly demand: number;
      readonly supply: number;
      /** It is the run of aligned releases, which begins with a frame. */
      readonly aligned?: true;
    }
  /** A window of the run of aligned releases; `from` is its start, counted from a frame's start. */
  | {
      readonly kind: 'aligned';
      readonly from: number;
      readonly time: number;
      readonly demand: number;
      readonly supply: number;
    }
  | { readonly kind: 'long-run' };

/**
 * The reason why a test decides nothing. `beyond-horizon`: the windows to check are too long for
 * exact numbers. `parallel`: utilization equals bandwidth, and the common multiple of the periods
 * is too long. `not-which`: some task misses, maybe another. `not-with-overheads`: the safe side of
 * the test refuses, the necessary side does not; with `not-with-equals`, `not-in-turns` and
 * `not-with-blocking` nothing else than that is charged. `no-window`: the global test finds none.
 * `run-too-long`: the run of aligned releases takes too many steps.
 * `with-removed`: it fails with tasks that were not all there together.
 */
export type Doubt =
  | 'beyond-horizon'
  | 'parallel'
  | 'too-many-steps'
  | 'not-which'
  | 'not-with-overheads'
  | 'not-with-equals'
  | 'not-in-turns'
  | 'not-with-blocking'
  | 'no-window'
  | 'run-too-long'
  | 'with-removed';

/** The reason why the supply of a VCPU, or its load, cannot be analyzed. */
export type SupplyReason =
  /** Part of the text of `domain` has errors. */
  | { readonly kind: 'half-written'; readonly domain: string }
  /** The policy shares cores by weight and guarantees nothing. */
  | { readonly kind: 'shares'; readonly policy: PolicyKind }
  | { readonly kind: 'unsound-windows' }
  /** The windows of the VCPU are left to the tool, which found none that serve everybody. */
  | { readonly kind: 'no-plan' }
  | { readonly kind: 'no-interface' }
  | { readonly kind: 'no-vcpu' }
  | { readonly kind: 'no-guarantee' }
  /**
   * A parameter lies outside the tests' domain of validity; `task` is the task that it belongs to,
   * if any.
   */
  | { readonly kind: 'not-a-time'; readonly parameter: LoadParameter; readonly value: number }
  | {
      readonly kind: 'task-not-a-time';
      readonly task: string;
      readonly parameter: TaskParameter;
      readonly value: number;
    }
  | { readonly kind: 'unfit-interface' }
  | { readonly kind: 'unfit-windows' };

export type LoadParameter =
  | 'kernel-latency'
  | 'task-switch'
  | 'quantum'
  | 'vcpu-period'
  | 'resolution'
  | 'vcpu-deadline';

export type TaskParameter = 'period' | 'wcet' | 'deadline' | 'jitter' | 'blocking' | 'offset';

/** Reasons about VCPUs on one core of a partitioned machine. */
export type CoreReason =
  /** The VCPU misses its deadline in some legal run. */
  | {
      readonly kind: 'budget-late';
      readonly vcpu: VcpuName;
      readonly core: number;
      readonly deadline: number;
      readonly because: Lateness;
    }
  /** Nothing is proven of a core; `among` is a VCPU of it that the test does not judge. */
  | { readonly kind: 'core-not-proven'; readonly core: number; readonly among: VcpuName }
  /** `response` is the test's bound, `excess` the demand above the time, if known. */
  | {
      readonly kind: 'budget-not-proven';
      readonly vcpu: VcpuName;
      readonly core: number;
      readonly deadline: number;
      readonly response: number | null;
      readonly excess: number | null;
    }
  | {
      readonly kind: 'core-owed';
      readonly core: number;
      readonly time: number;
      readonly demand: number;
    }
  | { readonly kind: 'core-over-utilized'; readonly core: number; readonly share: number }
  | { readonly kind: 'core-late'; readonly core: number; readonly vcpus: readonly VcpuName[] }
  | { readonly kind: 'core-too-long'; readonly core: number }
  /** The sufficient test refuses because of its charges on top of the budgets. */
  | {
      readonly kind: 'core-with-charges';
      readonly core: number;
      readonly vcpus: readonly VcpuName[];
      readonly charged: Charges;
      readonly share: number;
      /**
       * The time asked for within the deadline of the first of these VCPUs where budgets are used
       * twice in a row, in ns; absent where they cannot be.
       */
      readonly carried?: { readonly deadline: number; readonly demand: number };
    };

/** The charges that make the sufficient test of a core pessimistic. */
export type Charges = 'switches' | 'reuse' | 'switches-and-reuse';

/** The reason why a budget comes too late. */
export type Lateness =
  | { readonly kind: 'owed'; readonly time: number; readonly demand: number }
  | { readonly kind: 'response'; readonly budget: number; readonly response: number }
  | { readonly kind: 'beyond-period'; readonly budget: number; readonly period: number };

/** Reasons about a whole machine. */
export type HostReason =
  | { readonly kind: 'no-budget'; readonly vcpu: VcpuName }
  /** The VCPU found no core. */
  | { readonly kind: 'unplaced'; readonly vcpu: VcpuName; readonly cores: number }
  /** `certain` means that no placement can work; `late` tells what happens in one of them. */
  | {
      readonly kind: 'some-unplaced';
      readonly vcpus: readonly VcpuName[];
      readonly cores: number;
      readonly certain: boolean;
      readonly late?: LateOnCore;
    }
  | { readonly kind: 'over-utilized'; readonly share: number; readonly cores: number }
  /** The hard tasks need `share` of a core in the long run. */
  | { readonly kind: 'tasks-over-cores'; readonly share: number; readonly cores: number }
  /** The VCPU misses at `time` in the run, in which all begin together. */
  | {
      readonly kind: 'late-together';
      readonly vcpu: VcpuName;
      readonly deadline: number;
      readonly time: number;
      readonly run: HostRun;
    }
  /**
   * The VCPU misses in a run in which `by` hold their budgets back until its replenishment and then
   * keep its core, or all `cores` if `core` is `null`, for `busy` ns before its deadline.
   */
  | {
      readonly kind: 'held-back';
      readonly vcpu: VcpuName;
      readonly core: number | null;
      readonly cores: number;
      readonly deadline: number;
      readonly budget: number;
      readonly by: readonly VcpuName[];
      readonly busy: number;
      readonly run: HostRun;
    }
  /**
   * The VCPU misses at `time` in the run, in which VCPUs begin at their phases: those of its
   * `core`, or of all cores if it is `null`.
   */
  | {
      readonly kind: 'late-by-phases';
      readonly vcpu: VcpuName;
      readonly core: number | null;
      readonly deadline: number;
      readonly time: number;
      readonly run: HostRun;
    }
  /** Searches with a patience, in ns, have told no verdict. */
  | {
      readonly kind: 'patience-spent';
      readonly patience: number;
      readonly searches: readonly SearchSpent[];
      readonly because: Reason;
    }
  | {
      readonly kind: 'window-test';
      readonly policy: PolicyKind;
      readonly switches: boolean;
      readonly vcpus: readonly VcpuName[];
    }
  /** The VCPU is proven only if all others are. */
  | { readonly kind: 'depends-on-others'; readonly vcpu: VcpuName; readonly deadline: number }
  | {
      readonly kind: 'not-in-time';
      readonly vcpu: VcpuName;
      readonly deadline: number;
      readonly cores: number;
    }
  | { readonly kind: 'too-few-cores'; readonly vcpus: number; readonly cores: number }
  | { readonly kind: 'core-shared'; readonly core: number; readonly vcpus: readonly VcpuName[] }
  | { readonly kind: 'windows-fail'; readonly vcpu: VcpuName; readonly because: Reason }
  /** The machine fails in one of its plans. */
  | { readonly kind: 'plan-fails'; readonly plan: string; readonly because: Reason }
  | {
      readonly kind: 'window-outside';
      readonly vcpu: VcpuName;
      readonly at: number;
      readonly majorFrame: number;
    }
  | {
      readonly kind: 'windows-overlap';
      readonly first: VcpuName;
      readonly second: VcpuName;
      readonly at: number;
    };

/** A miss of a VCPU at `time` in a run of VCPUs that share a core. */
export interface LateOnCore {
  readonly vcpu: VcpuName;
  readonly core: number;
  readonly deadline: number;
  readonly time: number;
  readonly run: HostRun;
}

/**
 * A search that told no verdict, and how far it came. `tried` counts what it followed: runs in
 * which guests hold back, or by their phases; of `every-run` the states of all runs; `placements`
 * that were looked at whole.
 */
export interface SearchSpent {
  readonly kind: 'held-back' | 'phases' | 'every-run' | 'placements';
  readonly tried: number;
  /**
   * `patience`: more of it would go on. `all-tried`: nothing is left to try. `out-of-reach`: it
   * does not reach so many VCPUs, or times so fine, or work that is not known.
   */
  readonly ended: 'patience' | 'all-tried' | 'out-of-reach';
}

/**
 * A legal run of VCPUs on the cores of a machine, or on one core, in which switches cost nothing.
 * Times are in ns from the start of the run. Each guest asks for nothing before the start.
 */
export interface HostRun {
  readonly vcpus: readonly RunningVcpu[];
  /** The deadline that is missed. */
  readonly until: number;
}

/** The part of one VCPU in a run. */
export interface RunningVcpu {
  readonly vcpu: VcpuName;
  /**
   * A replenishment; the others are whole periods later. If it is negative, the budget of that
   * period is whole at the start.
   */
  readonly replenished: number;
  /** The work that its guest asks for. */
  readonly asks: Asks;
}

/**
 * The work of a guest in a run: always some, that of its tasks with all of them released at the
 * start, or certain amounts at certain times.
 */
export type Asks = 'always' | 'tasks' | readonly Ask[];

/** The guest asks at `at` for `amount`, both in ns. */
export interface Ask {
  readonly at: number;
  readonly amount: number;
}
