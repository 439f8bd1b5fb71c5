import type { DomainType, GuestPolicy } from '../scheduling/model/model.ts';

/**
 * A task that comes to a running domain. All times are whole ns. An absent number has the default
 * of the language.
 */
export interface NewTask {
  readonly name: string;
  /** Its VCPU; absent in a domain that schedules globally, or with one VCPU only. */
  readonly vcpu?: string;
  /** The period, or for a sporadic task the least distance between releases. */
  readonly period: number;
  readonly wcet: number;
  /** The least execution time; the default is `wcet`. */
  readonly bcet?: number;
  /** The relative deadline; the default is the period. */
  readonly deadline?: number;
  /** The default is 0, as that of `jitter` and `blocking`. */
  readonly offset?: number;
  readonly jitter?: number;
  readonly blocking?: number;
  /** Larger is more urgent. Guests that order by priority need it. */
  readonly priority?: number;
  readonly sporadic?: boolean;
  /** A task that may miss, with its tolerated miss ratio (0 … 1) if there is one. */
  readonly soft?: { readonly misses?: number };
}

/** A VCPU of a domain that is declared while the system runs. All times are whole ns. */
export interface NewVcpu {
  readonly name: string;
  /** The period, or the range to choose it from; absent, it is chosen. */
  readonly period?: number | { readonly from: number; readonly to: number };
  /** The net budget; absent, it is the smallest one that works. */
  readonly budget?: number;
  /** The relative deadline; the default is the period. */
  readonly deadline?: number;
  /** Absent, a core is chosen. */
  readonly core?: number;
  /** Larger is more urgent. */
  readonly priority?: number;
  readonly extratime?: boolean;
}

/** A domain that is declared while the system runs, to be started later. */
export interface NewDomain {
  readonly name: string;
  /** The default is `pv`. */
  readonly type?: DomainType;
  /** The default is EDF, or FIFO where a task has a priority. */
  readonly policy?: GuestPolicy;
  /** Whether each task may run on each VCPU. The default is no. */
  readonly global?: boolean;
  /** The longest section, in ns, in which the guest kernel cannot be preempted. */
  readonly kernelLatency?: number;
  /** The guest's own context-switch cost, in ns. */
  readonly taskSwitch?: number;
  /** The credit schedulers' weight; the default is 256. */
  readonly weight?: number;
  /** The credit scheduler's cap in percent of one core. */
  readonly cap?: number;
  readonly releases?: 'aligned';
  /** The default is one, named `v0`, of which all is chosen. */
  readonly vcpus?: readonly NewVcpu[];
  readonly tasks?: readonly NewTask[];
}

/** A request to a running system. Names are those of its model, and of `declare`. */
export type Request =
  /** All of the domains, or none. */
  | { readonly kind: 'start' | 'stop'; readonly domains: readonly string[] }
  | { readonly kind: 'add'; readonly domain: string; readonly task: NewTask }
  | { readonly kind: 'remove'; readonly domain: string; readonly task: string }
  /**
   * Sets the period or the budget of a VCPU, in ns, or both. `whenQuiet` lets a new period that the
   * guest does not bear wait, without a bound, until the guest is quiet; the default is no.
   */
  | {
      readonly kind: 'set';
      readonly domain: string;
      readonly vcpu: string;
      readonly period?: number;
      readonly budget?: number;
      readonly whenQuiet?: boolean;
    }
  | { readonly kind: 'migrate'; readonly domain: string; readonly machine: string }
  /** Changes to a plan at the end of the running frame. */
  | { readonly kind: 'plan'; readonly machine: string; readonly plan: string }
  /** Makes a domain known to its machine, to be started later. */
  | { readonly kind: 'declare'; readonly machine: string; readonly domain: NewDomain }
  /** Forgets a domain that does not run. */
  | { readonly kind: 'forget'; readonly domain: string };
