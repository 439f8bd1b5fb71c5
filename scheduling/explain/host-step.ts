import type { VcpuName, Verdict } from '../model/analysis.ts';
import type { JobsTerm, MostTerm, ShareTerm } from './derivation-step.ts';

/** What is shown of VCPUs on their machine. */
export type HostStep =
  /** `core`: `null` for all cores together. */
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
  /** What the others on a core can take before a deadline, under EDF with budgets carried in. */
  | {
      readonly kind: 'carried-in';
      readonly core: number | null;
      readonly others: readonly MostTerm[];
      readonly sum: number;
      readonly deadline: number;
      readonly cost: number;
    }
  /** `tightest`: the deadline that leaves the margin; `null` where no single one does. */
  | {
      readonly kind: 'core-demand';
      readonly core: number | null;
      readonly tightest: {
        readonly time: number;
        readonly terms: readonly JobsTerm[];
        readonly demand: number;
      } | null;
    }
  /** `carried`: budgets can be used twice in a row. */
  | {
      readonly kind: 'core-response';
      readonly core: number | null;
      readonly carried: boolean;
      readonly cost: number;
      readonly period: number;
      readonly deadline: number;
      readonly before: readonly string[];
      /** With what comes before it until then; `null` where there is none within the period. */
      readonly response: { readonly time: number; readonly terms: readonly JobsTerm[] } | null;
    }
  | {
      readonly kind: 'preemptions';
      readonly times: number;
      readonly dearest: number;
      readonly cost: number;
    }
  /** `fixed`: by fixed priorities. `room`: what is left of the deadline, in ns, plus one. */
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
  /** `margin`: what is left before its deadline, where it is known. */
  | {
      readonly kind: 'host-verdict';
      readonly core: number | null;
      readonly verdict: Verdict;
      readonly margin: number | null;
    }
  | {
      readonly kind: 'own-cores';
      readonly vcpus: number;
      readonly cores: number;
      readonly shared: readonly { readonly core: number; readonly vcpus: readonly VcpuName[] }[];
    }
  /** The windows of one core, or with `null` of the only one. */
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
