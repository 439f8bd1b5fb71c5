import type { GuestLoad } from '../../guest/problem.ts';
import type { Stretch } from '../../host/arinc653.ts';
import type { VcpuName } from '../../model/analysis.ts';
import type { DomainType, SwitchCost } from '../../model/model.ts';
import type { CorePlan, NotFound } from '../../model/window-choice.ts';

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
  /** As in the problem of a proof. */
  readonly releases?: 'aligned';
  /** The written windows; `null` if the windows are chosen. */
  readonly written: readonly Stretch[] | null;
}

/** A window of the partition with index `who`, in ns. */
export interface PlacedWindow extends Stretch {
  readonly who: number;
}

/** The plan of one core, or the reason that there is none. */
export type PlanResult =
  | (Omit<Extract<CorePlan, { kind: 'found' }>, 'windows'> & {
      /** The chosen windows in the order of their starts. */
      readonly windows: readonly PlacedWindow[];
    })
  | Extract<NotFound, { kind: 'none' | 'ended' }>;
