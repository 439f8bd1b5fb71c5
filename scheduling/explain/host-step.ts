import type { LateRun } from '../host/run/late-run.ts';
import type { VcpuName, Verdict } from '../model/analysis.ts';
import type { JobsTerm, MostTerm, ShareTerm } from './derivation-step.ts';

/** Steps about VCPUs on their machine. Times are in ns. */
export type HostStep =
  /** `core` is `null` for all cores together. */
  | {
      readonly kind: 'load';
      readonly core: number | null;
      readonly terms: readonly ShareTerm[];
      readonly used: number;
      readonly cores: number;
    }
  | {
      readonly kind: 'gross-budget';
      readonly budget: number;
      readonly starts: number;
      readonly perStart: number;
      readonly gross: number;
    }
  /**
   * The demand of the others on a core in the last `window` before a deadline, under EDF with
   * carried-in budgets.
   */
  | {
      readonly kind: 'carried-in';
      readonly core: number | null;
      readonly others: readonly MostTerm[];
      readonly sum: number;
      readonly window: number;
      readonly deadline: number;
      readonly cost: number;
    }
  /** `tightest` is the deadline that leaves the margin; `null` if no single one does. */
  | {
      readonly kind: 'core-demand';
      readonly core: number | null;
      readonly tightest: {
        readonly time: number;
        readonly terms: readonly JobsTerm[];
        readonly demand: number;
      } | null;
    }
  /** `carried` says that a budget can be used twice in a row. */
  | {
      readonly kind: 'core-response';
      readonly core: number | null;
      readonly carried: boolean;
      readonly cost: number;
      readonly period: number;
      readonly deadline: number;
      readonly before: readonly string[];
      /** The response with its interference; `null` if there is none within the period. */
      readonly response: { readonly time: number; readonly terms: readonly JobsTerm[] } | null;
    }
  | {
      readonly kind: 'preemptions';
      readonly times: number;
      readonly dearest: number;
      readonly cost: number;
    }
  /**
   * `fixed` means fixed priorities. `room` is the remaining time to the deadline, in ns, plus one.
   */
  | {
      readonly kind: 'all-cores';
      readonly fixed: boolean;
      readonly cores: number;
      readonly room: number;
      readonly deadline: number;
      readonly needed: number;
      readonly others: readonly MostTerm[];
      readonly sum: number;
    }
  /** `margin` is the time left before the deadline, if known. */
  | {
      readonly kind: 'host-verdict';
      readonly core: number | null;
      readonly verdict: Verdict;
      readonly margin: number | null;
    }
  /** The run in which the budget of a VCPU comes late. */
  | { readonly kind: 'late-run'; readonly late: LateRun }
  | {
      readonly kind: 'own-cores';
      readonly vcpus: number;
      readonly cores: number;
      readonly shared: readonly { readonly core: number; readonly vcpus: readonly VcpuName[] }[];
    }
  /** The windows of one core; `null` stands for the only core. */
  | {
      readonly kind: 'frame';
      readonly core: number | null;
      readonly majorFrame: number;
      readonly windows: readonly {
        readonly vcpu: VcpuName;
        readonly at: number;
        readonly end: number;
      }[];
    }
  | {
      readonly kind: 'windows-verdict';
      readonly vcpu: VcpuName;
      readonly verdict: Verdict;
      readonly margin: number | null;
    };
