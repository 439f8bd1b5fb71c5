import type { Element } from '../model/element.ts';

/**
 * Something that a person should know of a system: what fails, when, by how much, and what would
 * do.
 */
export interface Finding {
  /** Of the page that explains it: `guest-unschedulable`. */
  readonly code: string;
  readonly severity: FindingSeverity;
  /** What has to change. */
  readonly element: Element;
  /** The word of the attribute that has to change, if it is one and written: `budget`. */
  readonly attribute?: string;
  /** For people, whole sentences. */
  readonly message: string;
  /** The others that have a part in it, each with what it is. */
  readonly related: readonly RelatedElement[];
}

type FindingSeverity = 'error' | 'warning' | 'info' | 'hint';

export interface RelatedElement {
  readonly element: Element;
  readonly attribute?: string;
  readonly message: string;
}
