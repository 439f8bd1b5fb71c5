import type { MachineFacts } from '../choose/guest-problem.ts';
import type { GlobalProblem, VcpuProblem } from '../guest/problem.ts';
import type {
  CoreAnalysis,
  DomainAnalysis,
  HostVcpuAnalysis,
  MachineAnalysis,
  PlanAnalysis,
  ScenarioAnalysis,
  StepAnalysis,
  TaskAnalysis,
  VcpuAnalysis,
} from '../model/analysis.ts';
import type { CompletedDomain, CompletedMachine, CompletedVcpu } from '../model/completed.ts';
import type { Task } from '../model/model.ts';
import type { Beside } from '../neighbors/beside.ts';
import type { SupplyFunction } from '../supply/supply-function.ts';

/** A machine with its proven facts. */
export interface ProvenMachine {
  readonly machine: CompletedMachine;
  /** The properties that matter inside its domains. */
  readonly rules: MachineFacts;
  readonly host: MachineAnalysis;
}

/** A machine in one of its plans. */
export interface ProvenPlan extends ProvenMachine {
  readonly plan: PlanAnalysis;
}

export interface ProvenCore extends ProvenMachine {
  readonly core: CoreAnalysis;
}

/** A domain with its machine and the proven facts of its tasks. */
export interface ProvenDomain extends ProvenMachine {
  readonly domain: CompletedDomain;
  readonly inside: DomainAnalysis;
}

/** A VCPU as its guest and as its machine see it. */
export interface ProvenVcpu extends ProvenDomain {
  readonly vcpu: CompletedVcpu;
  readonly guest: VcpuAnalysis;
  readonly onHost: HostVcpuAnalysis | null;
  /** The core that carries it; `null` if it has none or may run on several. */
  readonly core: CoreAnalysis | null;
  /**
   * The tasks judged on this VCPU. The first VCPU of a domain that schedules globally has all
   * tasks, the others none.
   */
  readonly tasks: readonly TaskAnalysis[];
  /** The problem that the verdict on its tasks rests on. */
  readonly proof: () => Proof;
  /**
   * The supply on the safe side of the proof; for VCPUs that take turns it is that of all of them.
   * `null` if nothing is guaranteed.
   */
  readonly supply: () => SupplyFunction | null;
  /**
   * The second verdict on its tasks, beside the neighbors that are written; `null` where there is
   * none.
   */
  readonly beside: () => Beside | null;
}

/**
 * The problem of a proof: tasks on one VCPU or on several that take turns, or on several at once.
 */
export type Proof =
  | { readonly kind: 'vcpu'; readonly problem: VcpuProblem }
  | { readonly kind: 'joint'; readonly problem: GlobalProblem };

/** A task with its proven facts. */
export interface ProvenTask extends ProvenDomain {
  readonly task: Task;
  readonly verdict: TaskAnalysis;
  /** Its VCPU; `null` if it has none, or if its domain schedules globally over several. */
  readonly on: ProvenVcpu | null;
}

export interface ProvenStep {
  readonly scenario: ScenarioAnalysis;
  readonly step: StepAnalysis;
}
