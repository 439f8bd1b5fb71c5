import type { CompletedModel } from '../../scheduling/model/completed.ts';
import type { Element } from '../../scheduling/model/element.ts';
import type { SystemModel } from '../../scheduling/model/model.ts';
import type { AttributeChange } from '../../server/protocol.ts';

/**
 * What the extension and the timeline's page say to each other: plain data, told apart by `type`.
 */

export type ToPage =
  /** The system as the text is now. */
  | {
      readonly type: 'system';
      readonly name: string;
      readonly model: SystemModel;
      /** With what was chosen for it, where that is known already. */
      readonly completed: CompletedModel | null;
      readonly errors: number;
    }
  /** There is nothing to simulate; the reason is a sentence for people. */
  | { readonly type: 'unavailable'; readonly reason: string }
  /** The cursor in the text stands in this element. */
  | { readonly type: 'select'; readonly element: Element }
  | { readonly type: 'show'; readonly view: ViewName; readonly element?: Element }
  /** What became of an `apply`. */
  | { readonly type: 'applied'; readonly done: boolean }
  /** What became of a `save`; `null` where the person changed their mind. */
  | { readonly type: 'saved'; readonly path: string | null }
  /** What the page asked for could not be done; the reason is a sentence for people. */
  | { readonly type: 'failed'; readonly reason: string };

export type FromPage =
  /** The page listens now. */
  | { readonly type: 'ready' }
  /** Show the element in the text; `focus`: and put the cursor there. */
  | { readonly type: 'reveal'; readonly element: Element; readonly focus: boolean }
  | { readonly type: 'apply'; readonly changes: readonly AttributeChange[] }
  | { readonly type: 'save'; readonly name: string; readonly content: string | ArrayBuffer }
  | { readonly type: 'copy'; readonly text: string }
  /** The first picture of a run is painted. */
  | { readonly type: 'painted'; readonly milliseconds: number };

export const viewNames = ['timeline', 'why', 'numbers'] as const;
export type ViewName = (typeof viewNames)[number];
