/**
 * The system model: the content of a `.hsched` file, with units gone and names resolved.
 *
 * Each time is a whole number of nanoseconds. The model is plain readonly data: it can be cloned,
 * sent to a worker and compared by content. Names are unique in their place: machines, domains and
 * scenarios in the whole model, VCPUs and tasks within their domain.
 */
export interface SystemModel {
  readonly machines: readonly Machine[];
  readonly scenarios: readonly Scenario[];
}

/**
 * Cores of a host under one scheduler, with the domains on them in the order they were declared: a
 * pool of the host, or the cores that no pool of it has. A host without pools is one machine.
 */
export interface Machine {
  /** The host's name; for a pool `HOST.POOL`. */
  readonly name: string;
  /** The name of the physical machine, and of the pool that this is; absent if it is no pool. */
  readonly host: string;
  readonly pool?: string;
  /** The physical numbers of its cores, ascending, one at least, each 0 … 4095. */
  readonly cores: readonly number[];
  readonly policy: MachinePolicy;
  readonly servers: ServerKind;
  /** The grid, in ns, that computed budgets and periods are rounded up to. */
  readonly resolution: number;
  /** Switch costs as declared; {@link switchCost} picks the line that applies. */
  readonly switchCosts: readonly SwitchCost[];
  readonly admission: Admission;
  /** The verdict that is owed: that of the interface alone is the default. */
  readonly guarantee?: Guarantee;
  /** Tests that the hypervisor makes while domains come and go; absent where none count. */
  readonly tests?: HypervisorTests;
  readonly domains: readonly Domain[];
}

/** Whether tasks must hold by their interface alone, or beside the neighbors that are written. */
export type Guarantee = 'interface' | 'here';

/** The order of VCPUs under a hypervisor. */
export type MachinePolicy =
  | { readonly kind: 'EDF' | 'RM' | 'DM' | 'FP'; readonly placement: Placement }
  /** Xen's RTDS: global EDF over deferrable servers, in whole microseconds. */
  | { readonly kind: 'RTDS' }
  | {
      readonly kind: 'credit';
      readonly timeslice: number;
      readonly ratelimit: number;
      readonly boost: boolean;
    }
  /** Xen's default since 4.12: credit that burns by weight. */
  | { readonly kind: 'credit2'; readonly ratelimit: number }
  /** Each VCPU owns a core. */
  | { readonly kind: 'null' }
  | {
      readonly kind: 'ARINC653';
      readonly majorFrame: number;
      readonly windows: readonly Window[];
      /** The part of the frame that is left to the tool, or that it could not choose. */
      readonly open?: OpenFrame;
      /** The plans beside the plain windows, which a scenario can change to; absent without any. */
      readonly plans?: readonly Plan[];
      /** Part of the text is not understood, so windows may be missing. */
      readonly incomplete?: true;
    };

export type Placement = 'partitioned' | 'global';

/** The way a VCPU's budget is kept: see "servers" in the language reference. */
export type ServerKind = 'periodic' | 'deferrable' | 'polling';

/** A window of the major frame: `domain.vcpu` runs in [at, at + length) on its core. */
export interface Window {
  /** The VCPU's written core. The default is 0. */
  readonly core?: number;
  readonly domain: string;
  readonly vcpu: string;
  readonly at: number;
  readonly length: number;
}

/** The part of a frame that the tool chooses. */
export interface OpenFrame {
  /** The VCPUs whose windows are open, in the order written, with their cores as in a window. */
  readonly vcpus: readonly Pick<Window, 'core' | 'domain' | 'vcpu'>[];
  /** Whether the major frame is open, too; what stands in its place then only holds the windows. */
  readonly frame: boolean;
}

/** Windows of the same major frame under a name. */
export interface Plan {
  readonly name: string;
  readonly windows: readonly Window[];
  /** The VCPUs whose windows are left to the tool, or that it could not choose. */
  readonly open?: OpenFrame['vcpus'];
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

/** The place where the schedulability test of a scenario runs, and its length. */
interface Admission {
  readonly where: 'dom0' | 'hypervisor';
  readonly cost: number;
}

/**
 * Admission tests in the hypervisor: each takes the machine's lowest core for its cost, which
 * precedes all VCPUs, and begins no sooner than the distance after the one before. Times are in ns.
 */
export interface HypervisorTests {
  readonly cost: number;
  readonly distance: number;
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
  /** Whether each task may run on each VCPU of the domain. */
  readonly global: boolean;
  /** The longest section, in ns, in which the guest kernel cannot be preempted. */
  readonly kernelLatency: number;
  /** The guest's own context-switch cost in ns. */
  readonly taskSwitch: number;
  /** The credit scheduler's weight, 1 … 65535. */
  readonly weight: number;
  /** The credit scheduler's cap in percent of one core. The default is no cap. */
  readonly cap?: number;
  /**
   * Tasks are released exactly at `offset + k·period` from the start of a major frame. The default
   * is every phasing.
   */
  readonly releases?: 'aligned';
  readonly vcpus: readonly Vcpu[];
  readonly tasks: readonly Task[];
  /**
   * Part of its text could not be read. The model holds the rest, but nothing about the whole is
   * proven.
   */
  readonly incomplete: boolean;
}

/** The order of tasks under a guest. */
export type GuestPolicy =
  | { readonly kind: 'EDF' | 'RM' | 'DM' | 'FP' | 'FIFO' }
  | { readonly kind: 'RR'; readonly quantum: number };

export interface Vcpu {
  readonly name: string;
  readonly period: PeriodChoice;
  /** The net budget in ns. If it is absent, the tool computes the smallest one that works. */
  readonly budget?: number;
  /** The relative deadline in ns. The default is the period. */
  readonly deadline?: number;
  readonly core?: number;
  /** The priority on `FP` machines; larger is more urgent. */
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
  /** The least execution time. Simulated ones are drawn from bcet … wcet. */
  readonly bcet: number;
  /** The relative deadline, counted from the nominal release; it may exceed the period. */
  readonly deadline: number;
  readonly offset: number;
  readonly jitter: number;
  readonly priority?: number;
  readonly blocking: number;
  readonly sporadic: boolean;
  /** A soft task, with its tolerated miss ratio (0 … 1) if one is written. */
  readonly soft?: { readonly misses?: number };
}

/** An open environment: the actions on domains, tasks and VCPUs, each with its time. */
export interface Scenario {
  readonly name: string;
  readonly machine: string;
  /** The steps in the order written. Times do not decrease. */
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
  /** `task.vcpu` names its VCPU; absent in a domain that schedules globally. */
  | { readonly kind: 'add'; readonly domain: string; readonly task: Task }
  | { readonly kind: 'remove'; readonly domain: string; readonly task: string }
  | {
      readonly kind: 'set';
      readonly domain: string;
      readonly vcpu: string;
      readonly period?: number;
      readonly budget?: number;
      /**
       * Whether the new period may wait, without a bound, until the guest is quiet, if the guest
       * does not bear it before.
       */
      readonly whenQuiet?: true;
    }
  | { readonly kind: 'migrate'; readonly domain: string; readonly machine: string }
  /** Changes to a plan at the end of the running frame. */
  | { readonly kind: 'plan'; readonly machine: string; readonly plan: string };
