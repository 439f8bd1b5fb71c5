import type { Analysis, VcpuName } from '../../../scheduling/model/analysis.ts';
import type { CompletedModel } from '../../../scheduling/model/completed.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import type { AttributeChange } from '../../../server/protocol.ts';
import type { View } from '../drawing/view.ts';
import type { RangeStatistics } from '../lanes/range-statistics.ts';
import type { RunData } from '../lanes/run-data.ts';
import type { SliceChoice } from '../lanes/slice-choice.ts';
import type { ViewName } from '../messages.ts';
import type { Loss } from '../run/simulator.ts';
import type { RunChoice, RunStatistics } from '../talk/run-messages.ts';
import type { Exporting } from './exporting.ts';

/** Everything that the page shows. Replaced as a whole whenever something changes. */
export interface PageState {
  /** The file's name. */
  readonly name: string;
  readonly model: SystemModel | null;
  /** The model with what was chosen for it, where the extension knew. */
  readonly completed: CompletedModel | null;
  readonly errors: number;
  readonly unavailable: string | null;
  readonly choice: RunChoice;
  /** Numbers that were turned here and are not in the text. */
  readonly changes: readonly AttributeChange[];
  readonly analysis: Analysis | null;
  readonly data: RunData | null;
  readonly statistics: RunStatistics | null;
  /** The VCPU that *Why* was asked for; `null`: the first that fails. */
  readonly questioned: VcpuName | null;
  /** The run with the least supply of the VCPU that *Why* speaks of. */
  readonly worst: { readonly key: string; readonly data: RunData } | null;
  /** 0 … 1 while a run goes on. */
  readonly progress: number | null;
  readonly failure: string | null;
  /** The worker is gone, or does not answer. */
  readonly lost: Loss | null;
  readonly exporting: Exporting | null;
  readonly tab: ViewName;
  readonly view: View | null;
  readonly collapsed: ReadonlySet<string>;
  readonly pinned: ReadonlySet<string>;
  readonly filter: string;
  readonly selected: string | null;
  readonly slice: SliceChoice | null;
  readonly range: RangeStatistics | null;
  readonly marks: readonly number[];
  readonly hover: readonly string[] | null;
  readonly help: boolean;
  readonly knobs: boolean;
  /** What a screen reader is told. */
  readonly said: string;
}

export const emptyState: PageState = {
  name: '',
  model: null,
  completed: null,
  errors: 0,
  unavailable: null,
  choice: {},
  changes: [],
  analysis: null,
  data: null,
  statistics: null,
  questioned: null,
  worst: null,
  progress: null,
  failure: null,
  lost: null,
  exporting: null,
  tab: 'timeline',
  view: null,
  collapsed: new Set(),
  pinned: new Set(),
  filter: '',
  selected: null,
  slice: null,
  range: null,
  marks: [],
  hover: null,
  help: false,
  knobs: false,
  said: '',
};
