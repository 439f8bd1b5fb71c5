import type { GuestLoad } from '../../guest/problem.ts';
import type { Stretch } from '../../host/arinc653.ts';
import type { VcpuName } from '../../model/analysis.ts';
import type { DomainType, SwitchCost } from '../../model/model.ts';

/** The VCPUs of one core whose windows are chosen, and those whose windows are written. */
export interface PlanProblem {
  /** The major frame in ns. */
  readonly frame: number;
  /** The grid of chosen starts and lengths in ns. */
  readonly resolution: number;
  readonly switchCosts: readonly SwitchCost[];
  readonly partitions: readonly PlanPartition[];
}

/** One VCPU with the tasks that its windows have to serve. */
export interface PlanPartition extends VcpuName {
  readonly type: DomainType;
  readonly load: GuestLoad;
  /** The written windows; `null` if the windows are chosen. */
  readonly written: readonly Stretch[] | null;
}

/** A window of the partition with index `who`, in ns. */
export interface PlacedWindow extends Stretch {
  readonly who: number;
}

/** The plan of one core, or the reason that there is none. */
export type PlanResult =
  | {
      readonly kind: 'found';
      /** The chosen windows in the order of their starts. */
      readonly windows: readonly PlacedWindow[];
      /** Whether no plan on the grid has fewer windows. */
      readonly fewest: boolean;
      /** Whether no plan on the grid with as many windows has a smaller sum of lengths. */
      readonly shortest: boolean;
    }
  /** No plan on the grid can be proven. */
  | { readonly kind: 'none'; readonly why: NoPlan }
  /** The search spent its steps and found none; `null` if not even a first look was possible. */
  | { readonly kind: 'ended'; readonly tightest: Tightest | null };

/** The reason that no plan exists on the grid. Times are in ns. */
export type NoPlan =
  /** Even all the time that the written windows leave does not serve the VCPU. */
  | { readonly kind: 'never-served'; readonly vcpu: VcpuName; readonly free: number }
  /** The VCPUs together need more of each frame than the written windows leave. */
  | { readonly kind: 'too-much'; readonly need: number; readonly free: number }
  /** Every plan was tried. */
  | { readonly kind: 'all-tried'; readonly tightest: Tightest };

/** The VCPU that can be left without time the shortest, in ns. */
export interface Tightest {
  readonly vcpu: VcpuName;
  /** The longest gap in each frame with which it can be served at all. */
  readonly gap: number;
  /** The least that it needs of each frame. */
  readonly need: number;
}
