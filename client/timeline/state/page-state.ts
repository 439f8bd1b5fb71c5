import type { Analysis, MachineAnalysis } from '../../../scheduling/model/analysis.ts';
import type { CompletedModel } from '../../../scheduling/model/completed.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import type { Comparison } from '../../../scheduling/simulation/compare/compare-runs.ts';
import type { LateWindow } from '../../../scheduling/simulation/worst-case/late-course.ts';
import type { AttributeChange } from '../../../server/protocol.ts';
import type { View } from '../drawing/view.ts';
import type { RangeStatistics } from '../lanes/range-statistics.ts';
import type { RunData } from '../lanes/run-data.ts';
import type { SliceChoice } from '../lanes/slice-choice.ts';
import type { ViewName } from '../messages.ts';
import type { Loss } from '../run/simulator.ts';
import type { RunChoice, RunStatistics } from '../talk/run-messages.ts';
import type { Exporting } from './exporting.ts';
import type { Questioned } from './questioned.ts';

/** The state of the page. Every change replaces it as a whole. */
export interface PageState {
  /** The name of the file. */
  readonly name: string;
  readonly model: SystemModel | null;
  /** The model with the tool's choices, where the extension knew them. */
  readonly completed: CompletedModel | null;
  /** The machines whose verdicts a search of the extension has told. */
  readonly searched: readonly MachineAnalysis[];
  readonly errors: number;
  /** Whether the run was read from a file, so that there is no system to turn, prove or run. */
  readonly isRecorded: boolean;
  /** The files of the runs that were read. */
  readonly runNames: readonly string[];
  /** The second of two runs beside the first. */
  readonly comparison: Comparison | null;
  readonly unavailable: string | null;
  readonly choice: RunChoice;
  /** The turned numbers, which are not in the text. */
  readonly changes: readonly AttributeChange[];
  readonly analysis: Analysis | null;
  readonly data: RunData | null;
  readonly statistics: RunStatistics | null;
  /** The subject that *Why* was asked about; `null` for the first failing one. */
  readonly questioned: Questioned | null;
  /** The run below *Why*; for a refused change of plan with the window in which it misses. */
  readonly worst: {
    readonly key: string;
    readonly data: RunData;
    readonly window: LateWindow | null;
  } | null;
  /** The progress of a run, 0 … 1. */
  readonly progress: number | null;
  readonly failure: string | null;
  /** The loss or silence of the worker. */
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
  /** The announcement for screen readers. */
  readonly said: string;
}

export const emptyState: PageState = {
  name: '',
  model: null,
  completed: null,
  searched: [],
  errors: 0,
  isRecorded: false,
  runNames: [],
  comparison: null,
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
