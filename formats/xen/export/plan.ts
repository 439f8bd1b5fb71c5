import type { ChargedBudget } from '../../../scheduling/host/charged-budgets.ts';
import type { PolicyTraits } from '../../../scheduling/model/policies.ts';
import type { Reservation } from '../reading.ts';

/** Whether a timer of Xen ends the time of a VCPU, by the form in which VCPUs get it. */
export const isTimed: Readonly<Record<PolicyTraits['gives'], boolean>> = {
  budgets: true,
  windows: true,
  cores: false,
  shares: false,
};

/** The state that a Xen host is brought into. */
export interface XenPlan {
  readonly host: string;
  /** The pool that Xen begins with first; absent if the file says nothing about its cores. */
  readonly pools: readonly PlannedPool[];
}

export interface PlannedPool {
  readonly name: string;
  /** Whether Xen begins with it, so that it is not made. */
  readonly first: boolean;
  /** The scheduler's name in Xen. */
  readonly scheduler: string;
  readonly gives: PolicyTraits['gives'];
  readonly cores: readonly number[];
  /** The timeslice in ms and the rate limit in µs of the credit schedulers. */
  readonly timeslice: number | null;
  readonly ratelimit: number | null;
  /** The windows under ARINC653. */
  readonly frame: PlannedFrame | null;
  readonly domains: readonly PlannedDomain[];
}

/** A schedule of ARINC653: entries that run back to back from the start of each major frame. */
export interface PlannedFrame {
  /** In ns. */
  readonly majorFrame: number;
  readonly entries: readonly FrameEntry[];
}

/** The first VCPU of a domain runs for some ns; one that does not exist leaves them idle. */
export interface FrameEntry {
  readonly uuid: string;
  readonly runtime: number;
}

export interface PlannedDomain {
  readonly name: string;
  /** The UUID, where the schedule names the domain by it. */
  readonly uuid: string | null;
  readonly type: 'dom0' | 'pv' | 'pvh' | 'hvm';
  /** The weight and the cap, in per cent of a core and 0 for none, under a credit scheduler. */
  readonly share: { readonly weight: number; readonly cap: number } | null;
  readonly vcpus: readonly PlannedVcpu[];
}

export interface PlannedVcpu {
  readonly name: string;
  /** The reservation under RTDS in µs, and how it comes about. */
  readonly reservation: Reservation | null;
  readonly charged: ChargedBudget | null;
  /** The core that it owns. */
  readonly core: number | null;
}

/** The guests of a pool: all domains but Dom0, which is there already. */
export function guestsOf({ domains }: PlannedPool): readonly PlannedDomain[] {
  return domains.filter(({ type }) => type !== 'dom0');
}
