import type { VcpuName } from './analysis.ts';
import type { Window } from './model.ts';

/** The tool's choice where a frame leaves windows open, and maybe its own length. */
export interface WindowChoice {
  /** Whether the tool chose the length of the major frame. */
  readonly frame: boolean;
  /** The cores with open windows, by their numbers: of the plain windows, then of each plan. */
  readonly cores: readonly CoreChoice[];
}

export interface CoreChoice {
  /** The plan in which they lie; absent for the plain windows. */
  readonly plan?: string;
  readonly core: number;
  /** The VCPUs whose windows are open, in the order written. */
  readonly vcpus: readonly VcpuName[];
  readonly result: CorePlan;
}

/** The plan of one core, or the reason that there is none. */
export type CorePlan =
  | {
      readonly kind: 'found';
      /** The chosen windows in the order of their starts. */
      readonly windows: readonly Window[];
      /** Whether no plan on the grid has fewer windows. */
      readonly fewest: boolean;
      /** Whether no plan on the grid with as many windows has a smaller sum of lengths. */
      readonly shortest: boolean;
    }
  | NotFound
  /** Nothing is chosen beside windows that are illegal or not understood. */
  | { readonly kind: 'withheld' };

export type NotFound =
  /** No plan on the grid can be proven. */
  | { readonly kind: 'none'; readonly why: NoPlan }
  /** The search spent its steps and found none; `null` if it could not even begin. */
  | { readonly kind: 'ended'; readonly tightest: Tightest | null }
  /** The domain schedules its tasks globally over several VCPUs, which the search does not know. */
  | { readonly kind: 'global'; readonly vcpu: VcpuName };

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
