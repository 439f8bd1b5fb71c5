import type { Limits } from './limits.ts';

/** Thrown where a test would take more steps than it may; caught where the verdict is made. */
export class StepLimitReached extends Error {
  override readonly name = 'StepLimitReached';
}

/**
 * Made once, when first thrown: a stack for each of many candidates would cost more than their
 * tests, and one while the program starts more than all else of its start.
 */
let made: StepLimitReached | undefined;

function limitReached(): StepLimitReached {
  made ??= new StepLimitReached();
  return made;
}

/** Counts the elementary steps of a test, so that none runs away. */
export interface Steps {
  /** Counts a round of `n` steps; throws {@link StepLimitReached} where the limit is passed. */
  spend(n: number): void;
  /** How many steps are left; below 0 where the limit was passed. */
  left(): number;
}

/** Well below a second on a slow core. */
const DEFAULT_STEP_LIMIT = 50_000_000;

const STEPS_BETWEEN_CHECKPOINTS = 4096;

/** What a round of a test takes besides its rows: few rows would otherwise buy many rounds. */
const STEPS_OF_A_ROUND = 8;

/** For a search that runs many tests: about a second on a slow core. */
const SEARCH_STEP_LIMIT = 2 * DEFAULT_STEP_LIMIT;

/** Counts the steps of all tests of a search together. */
export function searchSteps(): Steps {
  return countSteps({ steps: SEARCH_STEP_LIMIT });
}

export function countSteps(limits: Limits = {}): Steps {
  let left = limits.steps ?? DEFAULT_STEP_LIMIT;
  let untilCheckpoint = STEPS_BETWEEN_CHECKPOINTS;
  const { checkpoint, within } = limits;
  return {
    left: () => left,
    spend(n) {
      within?.spend(n);
      const spent = n + STEPS_OF_A_ROUND;
      left -= spent;
      if (left < 0) throw limitReached();
      untilCheckpoint -= spent;
      if (untilCheckpoint < 0) {
        untilCheckpoint = STEPS_BETWEEN_CHECKPOINTS;
        checkpoint?.();
      }
    },
  };
}

/** What a test finds, or `otherwise` where it would take more steps than it may. */
export function withinSteps<T>(run: () => T, otherwise: T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof StepLimitReached) return otherwise;
    throw error;
  }
}
