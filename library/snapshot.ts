import type { Domain, SystemModel, Task } from '../scheduling/model/model.ts';

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
}

/** A running domain, with the tasks added and the interfaces set since it started. */
export interface SavedDomain {
  readonly domain: Domain;
  readonly machine: string;
  readonly since: number;
  readonly changed: number;
  readonly left: readonly { readonly task: Task; readonly at: number }[];
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
