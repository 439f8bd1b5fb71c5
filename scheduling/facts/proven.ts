import type { MachineFacts } from '../choose/guest-problem.ts';
import type { GlobalProblem, VcpuProblem } from '../guest/problem.ts';
import type {
  CoreAnalysis,
  DomainAnalysis,
  HostVcpuAnalysis,
  MachineAnalysis,
  ScenarioAnalysis,
  StepAnalysis,
  TaskAnalysis,
  VcpuAnalysis,
} from '../model/analysis.ts';
import type { CompletedDomain, CompletedMachine, CompletedVcpu } from '../model/completed.ts';
import type { Task } from '../model/model.ts';
import type { SupplyFunction } from '../supply/supply-function.ts';

/** A machine with what is proven of it. */
export interface ProvenMachine {
  readonly machine: CompletedMachine;
  /** What of it matters inside its domains. */
  readonly rules: MachineFacts;
  readonly host: MachineAnalysis;
}

export interface ProvenCore extends ProvenMachine {
  readonly core: CoreAnalysis;
}

/** A domain with what is proven of its tasks, on its machine. */
export interface ProvenDomain extends ProvenMachine {
  readonly domain: CompletedDomain;
  readonly inside: DomainAnalysis;
}

/** A VCPU as its guest and as its machine see it. */
export interface ProvenVcpu extends ProvenDomain {
  readonly vcpu: CompletedVcpu;
  readonly guest: VcpuAnalysis;
  readonly onHost: HostVcpuAnalysis | null;
  /** The core that carries it; `null` where it may run on several, or found none. */
  readonly core: CoreAnalysis | null;
  /**
   * The tasks that are judged on this VCPU; in a domain that schedules globally all, told of its
   * first VCPU only.
   */
  readonly tasks: readonly TaskAnalysis[];
  /** What the verdict on its tasks stood on. */
  readonly proof: () => Proof;
  /**
   * What is sure to be supplied by the safe side of the proof, where VCPUs take turns by all of
   * them; `null` where nothing is.
   */
  readonly supply: () => SupplyFunction | null;
}

/** Tasks on the supply of one VCPU, or of several that take turns; or on several side by side. */
export type Proof =
  | { readonly kind: 'vcpu'; readonly problem: VcpuProblem }
  | { readonly kind: 'joint'; readonly problem: GlobalProblem };

/** A task with what is proven of it. */
export interface ProvenTask extends ProvenDomain {
  readonly task: Task;
  readonly verdict: TaskAnalysis;
  /** Its VCPU; `null` where its domain schedules globally over several, or it is on none. */
  readonly on: ProvenVcpu | null;
}

export interface ProvenStep {
  readonly scenario: ScenarioAnalysis;
  readonly step: StepAnalysis;
}
