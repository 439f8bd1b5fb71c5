import type { MachineAnalysis } from '../../scheduling/model/analysis.ts';
import type { CompletedModel } from '../../scheduling/model/completed.ts';
import type { Element } from '../../scheduling/model/element.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import type { AttributeChange } from '../../server/protocol.ts';

/** The messages between the extension and the timeline's page: plain data, told apart by `type`. */

export type ToPage =
  /** The system of the current text. */
  | {
      readonly type: 'system';
      readonly name: string;
      readonly model: SystemModel;
      /** The same with the tool's choices, where they are known already. */
      readonly completed: CompletedModel | null;
      /** The machines whose verdicts a search has told. */
      readonly searched: readonly MachineAnalysis[];
      readonly errors: number;
    }
  /** A search has told verdicts of the same system. */
  | { readonly type: 'searched'; readonly machines: readonly MachineAnalysis[] }
  /** A run that has been, or two side by side, instead of a system to run. */
  | {
      readonly type: 'recorded';
      readonly name: string;
      readonly runs: readonly RecordedRun[];
      /** The system that is proven beside the run; `null` for none. */
      readonly system: SystemModel | null;
    }
  /** Nothing can be simulated; the reason is a sentence for people. */
  | { readonly type: 'unavailable'; readonly reason: string }
  /** The cursor in the text stands in this element. */
  | { readonly type: 'select'; readonly element: Element }
  | { readonly type: 'show'; readonly view: ViewName; readonly element?: Element }
  /** An entry of the context menu of a lane. */
  | { readonly type: 'lane'; readonly action: LaneAction; readonly element: Element }
  /** The outcome of an `apply`. */
  | { readonly type: 'applied'; readonly done: boolean }
  /** The outcome of a `save`; `null` where the person changed their mind. */
  | { readonly type: 'saved'; readonly path: string | null }
  /** A request of the page failed; the reason is a sentence for people. */
  | { readonly type: 'failed'; readonly reason: string };

/** A run that has been, or one to be simulated beside it. */
export interface RecordedRun {
  readonly name: string;
  readonly source:
    | { readonly kind: 'trace'; readonly bytes: ArrayBuffer }
    /** A file of `xentrace`, with its clock in kHz and the names of domains by their numbers. */
    | {
        readonly kind: 'xentrace';
        readonly bytes: ArrayBuffer;
        readonly clock: number;
        readonly domains: readonly (readonly [number: number, name: string])[];
      }
    | { readonly kind: 'system'; readonly model: SystemModel };
}

export type FromPage =
  /** The page listens now. */
  | { readonly type: 'ready' }
  /** Show the element in the text. `focus` also puts the cursor there. */
  | { readonly type: 'reveal'; readonly element: Element; readonly focus: boolean }
  | { readonly type: 'apply'; readonly changes: readonly AttributeChange[] }
  | { readonly type: 'save'; readonly name: string; readonly content: string | ArrayBuffer }
  | { readonly type: 'copy'; readonly text: string }
  /** The page has painted the first picture of a run. */
  | { readonly type: 'painted'; readonly milliseconds: number };

export const laneActions = ['goToSource', 'showWhy', 'whole', 'pin'] as const;
export type LaneAction = (typeof laneActions)[number];

export const viewNames = ['timeline', 'why', 'numbers'] as const;
export type ViewName = (typeof viewNames)[number];
