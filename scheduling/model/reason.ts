import type { VcpuName } from './analysis.ts';
import type { PolicyKind } from './policies.ts';

/**
 * Why a verdict is not `schedulable`: what fails, or what stands in the way of a proof. Data only;
 * `messages/verdicts/` makes sentences of it. Times are in ns, shares in cores.
 */
export type Reason = GuestReason | SupplyReason | CoreReason | HostReason;

/** What is said of tasks on the supply of their VCPUs. */
export type GuestReason =
  /** The task misses in some legal run; `late`: by how much, where a bound is known. */
  | {
      readonly kind: 'miss';
      readonly task: string;
      readonly deadline: number;
      readonly late: number | null;
      readonly shortage: Shortage | null;
    }
  /** Some task of one VCPU misses, and which is not known. */
  | { readonly kind: 'some-miss'; readonly shortage: Shortage }
  /** A task misses on all VCPUs of its domain together; `null`: which is not known. */
  | { readonly kind: 'global-miss'; readonly task: string | null; readonly shortage: Shortage }
  | { readonly kind: 'not-met'; readonly task: string; readonly doubt: Doubt }
  | { readonly kind: 'undecided'; readonly doubt: Doubt }
  /** No VCPU of a domain that does not schedule globally is the task's. */
  | { readonly kind: 'homeless'; readonly task: string }
  | { readonly kind: 'no-interface-found'; readonly vcpu: string; readonly open: OpenInterface }
  /** Not even all the time there is would do. */
  | {
      readonly kind: 'no-interface-would-do';
      readonly open: OpenInterface;
      readonly because: Reason;
    }
  /** Not even a core for each VCPU, all of the time, would do. */
  | { readonly kind: 'no-share-would-do'; readonly because: Reason }
  /** The hard tasks ask for `share` of a core in the long run; `cap`: what the domain may get. */
  | { readonly kind: 'over-cap'; readonly share: number; readonly cap: number };

/** What is left to choose of a VCPU's interface. */
type OpenInterface = 'budget' | 'period-and-budget';

/** Demand above supply: in a window, or in the long run only. */
export type Shortage =
  | {
      readonly kind: 'window';
      readonly time: number;
      readonly demand: number;
      readonly supply: number;
    }
  /** In a run in which all are released together, of what the task's jobs ask for by then. */
  | {
      readonly kind: 'run';
      readonly time: number;
      readonly demand: number;
      readonly supply: number;
    }
  | { readonly kind: 'long-run' };

/**
 * Why a test decides nothing. `beyond-horizon`: the windows to be checked are too long to be held
 * exactly. `parallel`: utilization equals bandwidth, and the common multiple of the periods is too
 * long. `not-which`: some task misses, maybe another. `not-with-overheads`: the safe side of the
 * test refuses, the necessary side does not. `no-window`: the global test finds none.
 */
export type Doubt =
  | 'beyond-horizon'
  | 'parallel'
  | 'too-many-steps'
  | 'not-which'
  | 'not-with-overheads'
  | 'no-window';

/** Why the supply of a VCPU, or what is asked of it, cannot be reasoned about. */
export type SupplyReason =
  /** `domain`: part of its text has errors. */
  | { readonly kind: 'half-written'; readonly domain: string }
  /** The policy shares cores by weight and guarantees nothing. */
  | { readonly kind: 'shares'; readonly policy: PolicyKind }
  | { readonly kind: 'unsound-windows' }
  | { readonly kind: 'no-interface' }
  | { readonly kind: 'no-vcpu' }
  | { readonly kind: 'no-guarantee' }
  /** A parameter lies outside of what the tests are valid for; `task`: whose it is, if a task's. */
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

export type TaskParameter = 'period' | 'wcet' | 'deadline' | 'jitter' | 'blocking';

/** What is said of VCPUs on one core of a partitioned machine. */
export type CoreReason =
  /** The VCPU misses its deadline in some legal run. */
  | {
      readonly kind: 'budget-late';
      readonly vcpu: VcpuName;
      readonly core: number;
      readonly deadline: number;
      readonly because: Lateness;
    }
  /** Nothing is proven of a core; `among`: one of its VCPUs, of which the test says nothing. */
  | { readonly kind: 'core-not-proven'; readonly core: number; readonly among: VcpuName }
  /** `response`: what the test bounds it by; `excess`: what is asked for too much, where known. */
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
  /** The sufficient test refuses with what it charges on top of the budgets. */
  | {
      readonly kind: 'core-with-charges';
      readonly core: number;
      readonly vcpus: readonly VcpuName[];
      readonly charged: Charges;
      readonly share: number;
    };

/** What makes the sufficient test of a core pessimistic. */
export type Charges = 'switches' | 'reuse' | 'switches-and-reuse';

/** Why a budget comes too late. */
export type Lateness =
  | { readonly kind: 'owed'; readonly time: number; readonly demand: number }
  | { readonly kind: 'response'; readonly budget: number; readonly response: number }
  | { readonly kind: 'beyond-period'; readonly budget: number; readonly period: number };

/** What is said of a whole machine. */
export type HostReason =
  | { readonly kind: 'no-budget'; readonly vcpu: VcpuName }
  /** The VCPU was found no core. */
  | { readonly kind: 'unplaced'; readonly vcpu: VcpuName; readonly cores: number }
  /** `certain`: no placement can work. */
  | {
      readonly kind: 'some-unplaced';
      readonly vcpus: readonly VcpuName[];
      readonly cores: number;
      readonly certain: boolean;
    }
  | { readonly kind: 'over-utilized'; readonly share: number; readonly cores: number }
  /** The hard tasks ask for `share` of a core in the long run. */
  | { readonly kind: 'tasks-over-cores'; readonly share: number; readonly cores: number }
  /** The VCPU misses in the run in which all begin together. */
  | {
      readonly kind: 'late-together';
      readonly vcpu: VcpuName;
      readonly deadline: number;
      readonly time: number;
    }
  | {
      readonly kind: 'window-test';
      readonly policy: PolicyKind;
      readonly switches: boolean;
      readonly vcpus: readonly VcpuName[];
    }
  /** Proven only if all others get theirs. */
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
