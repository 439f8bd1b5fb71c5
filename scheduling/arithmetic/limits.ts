import type { Steps } from './steps.ts';

/** Bounds on the time an analysis takes. */
export interface Limits {
  /** The number of elementary steps after which a test gives up with `unknown`. */
  readonly steps?: number;
  /**
   * A counter that the steps are charged to as well. A search of many tests passes its own, so that
   * the search as a whole ends.
   */
  readonly within?: Steps;
  /**
   * A callback that runs every few thousand steps. It cancels the analysis by an exception, which
   * reaches the caller.
   */
  readonly checkpoint?: () => void;
}
