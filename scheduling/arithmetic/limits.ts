import type { Steps } from './steps.ts';

/** How long an analysis may take. */
export interface Limits {
  /** Elementary steps after which a test gives up with `unknown`. */
  readonly steps?: number;
  /**
   * A count that every step is part of as well: for a search of many tests, which has to end as a
   * whole.
   */
  readonly within?: Steps;
  /** Called every few thousand steps; what it throws (to cancel) passes through. */
  readonly checkpoint?: () => void;
}
