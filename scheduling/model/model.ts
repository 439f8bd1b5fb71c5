/**
 * The system model: what a `.hsched` file says, with units gone and names resolved.
 *
 * Every time is a whole number of nanoseconds. The model is plain readonly data: it can be cloned,
 * sent to a worker and compared by content. Names are unique where they stand: machines, domains
 * and scenarios in the whole model, VCPUs and tasks within their domain.
 */
export interface SystemModel {
  readonly machines: readonly Machine[];
  readonly scenarios: readonly Scenario[];
}

/**
 * A physical machine, its hypervisor's policy, and the domains on it in the order they were
 * declared.
 */
export interface Machine {
  readonly name: string;
  /** 1 … 4096. */
  readonly cores: number;
  readonly policy: MachinePolicy;
  readonly servers: ServerKind;
  /** The grid, in ns, that computed budgets and periods are rounded up to. */
  readonly resolution: number;
  /** Switch costs as declared; {@link switchCost} picks the line that applies. */
  readonly switchCosts: readonly SwitchCost[];
  readonly admission: Admission;
  readonly domains: readonly Domain[];
}

/** How the hypervisor orders VCPUs. */
export type MachinePolicy =
  | { readonly kind: 'EDF' | 'RM' | 'DM' | 'FP'; readonly placement: Placement }
  /** Xen's: global EDF over deferrable servers, whole microseconds. */
  | { readonly kind: 'RTDS' }
  | {
      readonly kind: 'credit';
      readonly timeslice: number;
      readonly ratelimit: number;
      readonly boost: boolean;
    }
  /** Xen's default: credit that burns by weight. */
  | { readonly kind: 'credit2'; readonly ratelimit: number }
  /** Each VCPU owns a core. */
  | { readonly kind: 'null' }
  | {
      readonly kind: 'ARINC653';
      readonly majorFrame: number;
      readonly windows: readonly Window[];
      /** Part of the text is not understood, and windows may be missing here. */
      readonly incomplete?: true;
    };

export type Placement = 'partitioned' | 'global';

/** How a VCPU's budget is kept: see "servers" in the language reference. */
export type ServerKind = 'periodic' | 'deferrable' | 'polling';

/** A window of the major frame: `domain.vcpu` runs in [at, at + length) on its core. */
export interface Window {
  /** The VCPU's core as written; absent: 0. */
  readonly core?: number;
  readonly domain: string;
  readonly vcpu: string;
  readonly at: number;
  readonly length: number;
}

/** One line of an overheads table; the cost is in ns, rounded up from cycles. */
export interface SwitchCost {
  readonly from: SwitchEnd;
  readonly to: SwitchEnd;
  readonly cost: number;
}

export type SwitchEnd =
  | { readonly kind: 'dom0' | 'guest' | 'idle' | 'any' }
  | { readonly kind: 'domain'; readonly name: string };

/** Where the schedulability test runs in a scenario, and how long it takes there. */
interface Admission {
  readonly where: 'dom0' | 'hypervisor';
  readonly cost: number;
}

export type DomainType = 'dom0' | 'pv' | 'pvh' | 'hvm';

/**
 * A virtual machine. Its tasks are its own and those of the task sets it runs, in the order
 * written.
 */
export interface Domain {
  readonly name: string;
  readonly type: DomainType;
  readonly policy: GuestPolicy;
  /** Every task may run on every VCPU of the domain. */
  readonly global: boolean;
  /** The longest section, in ns, in which the guest kernel cannot be preempted. */
  readonly kernelLatency: number;
  /** The guest's own context-switch cost in ns. */
  readonly taskSwitch: number;
  /** The credit scheduler's weight, 1 … 65535. */
  readonly weight: number;
  /** The credit scheduler's cap in percent of one core; absent: none. */
  readonly cap?: number;
  readonly vcpus: readonly Vcpu[];
  readonly tasks: readonly Task[];
  /**
   * Part of its text could not be lowered: what was understood is here, but nothing about the whole
   * is proven.
   */
  readonly incomplete: boolean;
}

/** How a guest orders its tasks. */
export type GuestPolicy =
  | { readonly kind: 'EDF' | 'RM' | 'DM' | 'FP' | 'FIFO' }
  | { readonly kind: 'RR'; readonly quantum: number };

export interface Vcpu {
  readonly name: string;
  readonly period: PeriodChoice;
  /** Net budget in ns; absent: the tool computes the smallest one that works. */
  readonly budget?: number;
  /** Relative deadline in ns; absent: the period. */
  readonly deadline?: number;
  readonly core?: number;
  /** Larger is more urgent; used by `FP` machines. */
  readonly priority?: number;
  readonly extratime: boolean;
}

export type PeriodChoice =
  | { readonly kind: 'fixed'; readonly period: number }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'open' };

export interface Task {
  readonly name: string;
  /** The VCPU it belongs to; absent in a domain that schedules globally. */
  readonly vcpu?: string;
  /** The period, or for a sporadic task the least distance between releases. */
  readonly period: number;
  readonly wcet: number;
  /** Simulated execution times are drawn from bcet … wcet. */
  readonly bcet: number;
  /** Relative deadline, counted from the nominal release; it may exceed the period. */
  readonly deadline: number;
  readonly offset: number;
  readonly jitter: number;
  readonly priority?: number;
  readonly blocking: number;
  readonly sporadic: boolean;
  /** A soft task, with the miss ratio (0 … 1) that is tolerated, if one is written. */
  readonly soft?: { readonly misses?: number };
}

/** An open environment: what is started, stopped, added, removed, changed and moved, and when. */
export interface Scenario {
  readonly name: string;
  readonly machine: string;
  /** In the order written; times do not go backwards. */
  readonly steps: readonly ScenarioStep[];
  /** The scenario's length in ns, if one is written. */
  readonly run?: number;
}

export interface ScenarioStep {
  readonly at: number;
  readonly action: Action;
}

export type Action =
  | { readonly kind: 'start' | 'stop'; readonly domains: readonly string[] }
  /** `task.vcpu` says where it goes; absent in a domain that schedules globally. */
  | { readonly kind: 'add'; readonly domain: string; readonly task: Task }
  | { readonly kind: 'remove'; readonly domain: string; readonly task: string }
  | {
      readonly kind: 'set';
      readonly domain: string;
      readonly vcpu: string;
      readonly period?: number;
      readonly budget?: number;
    }
  | { readonly kind: 'migrate'; readonly domain: string; readonly machine: string };
