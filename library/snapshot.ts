import type { Release } from '../scheduling/model/changes/change-wait.ts';
import type { Domain, DomainType, SystemModel, Task } from '../scheduling/model/model.ts';

/** A running system as plain JSON, from which it is resumed. All times are whole ns. */
export interface Snapshot {
  readonly format: 'hypersched-system';
  /** Raised when a key changes its meaning or goes. */
  readonly version: 1;
  /** The instant of the last request. */
  readonly time: number;
  /** The number of requests so far. */
  readonly requests: number;
  readonly rearranges: boolean;
  /** The machines with the domains that are declared now. */
  readonly model: SystemModel;
  readonly running: readonly SavedDomain[];
  /** The cores that VCPUs without a written one have or had. */
  readonly cores: readonly {
    readonly domain: string;
    readonly vcpu: string;
    readonly core: number;
  }[];
  /** The plans of machines that changed theirs. */
  readonly plans: readonly {
    readonly machine: string;
    readonly plans: readonly { readonly plan: string; readonly from: number }[];
  }[];
  readonly course: SavedCourse;
}

/** The changes that can still be under way: nothing but bounds, by the rule of safe changes. */
export interface SavedCourse {
  /** Old interfaces that still count at their places. */
  readonly leaving: readonly {
    readonly place: string;
    readonly server: SavedServer;
    /** The stay of its VCPU that it is of: 0 as long as that goes on. */
    readonly stay: number;
    /** The latest instant at which it ends, and whether it does so with its own period. */
    readonly from: number | null;
    readonly over: boolean;
    readonly until: number | null;
    readonly by: Release;
  }[];
  /** Tasks that left and can have work. */
  readonly tasks: readonly {
    readonly domain: string;
    readonly task: Task;
    readonly until: number | null;
  }[];
  /** Guests that can still work on what earlier interfaces gave them. */
  readonly unsettled: readonly { readonly domain: string; readonly until: number | null }[];
  /** Changes in the queue of their places. */
  readonly waiting: readonly {
    readonly place: string;
    readonly domain: string;
    readonly until: number | null;
    readonly inForce: number | null;
  }[];
  /** Domains that were admitted to leave their machines, as they run there until they are gone. */
  readonly parting: readonly {
    readonly one: SavedAccount;
    /** The cores that it has to itself. */
    readonly cores: readonly number[];
    readonly until: number | null;
  }[];
  /** The tests by which each place passed since it was quiet. */
  readonly proofs: readonly {
    readonly place: string;
    readonly window: boolean;
    readonly density: boolean;
    readonly implicit: boolean;
    /** The ways in which old interfaces came to count no more there. */
    readonly by: readonly Release[];
    /** The latest instant by which it is quiet; `null` without a bound. */
    readonly until: number | null;
  }[];
}

/** A VCPU as its machine served it. */
export interface SavedServer {
  readonly domain: string;
  readonly vcpu: string;
  readonly order: number;
  readonly running: { readonly name: string; readonly type: DomainType };
  readonly period: number;
  readonly deadline: number;
  readonly budget: number;
  readonly priority: number;
  readonly starts: number;
  readonly work:
    | 'any'
    | 'not-known'
    | readonly { readonly period: number; readonly wcet: number }[];
  readonly core: number | null;
}

/** A running domain, with the tasks added and the interfaces set since it started. */
interface SavedAccount {
  readonly domain: Domain;
  readonly machine: string;
  readonly since: number;
  /** Whether it came from another machine. */
  readonly moved: boolean;
  readonly changed: number;
  readonly left: readonly { readonly task: Task; readonly at: number }[];
}

export interface SavedDomain extends SavedAccount {
  /** The interfaces of its VCPUs, in the order declared. */
  readonly chosen: readonly SavedInterface[];
}

export interface SavedInterface {
  readonly period: number | null;
  readonly deadline: number | null;
  readonly budget: number | null;
  readonly core: number | null;
  /** The numbers that were chosen and not written. */
  readonly computed: { readonly period: boolean; readonly budget: boolean; readonly core: boolean };
}
