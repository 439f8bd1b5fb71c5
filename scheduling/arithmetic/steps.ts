import type { Limits } from './limits.ts';

/** A test that exceeds its steps throws this. The code that makes the verdict catches it. */
export class StepLimitReached extends Error {
  override readonly name = 'StepLimitReached';
}

/**
 * One shared instance, made when first thrown. A stack trace for each of many candidates would cost
 * more than their tests, and one at load time more than the rest of the start.
 */
let made: StepLimitReached | undefined;

function limitReached(): StepLimitReached {
  made ??= new StepLimitReached();
  return made;
}

/** Counts the elementary steps of a test, so that no test runs away. */
export interface Steps {
  /** Charges a round of `n` steps; throws {@link StepLimitReached} once the limit is passed. */
  spend(n: number): void;
  /** The remaining steps; negative once the limit is passed. */
  left(): number;
  /** Whether so many rounds of `n` steps each stay within the limit. */
  affords(rounds: number, n: number): boolean;
}

/** The default for one test takes well below a second on a slow core. */
const DEFAULT_STEP_LIMIT = 50_000_000;

const STEPS_BETWEEN_CHECKPOINTS = 4096;

/** The fixed cost of a round. Without it a problem with few rows could afford very many rounds. */
const STEPS_OF_A_ROUND = 8;

/** The limit for a search that runs many tests takes about a second on a slow core. */
const SEARCH_STEP_LIMIT = 2 * DEFAULT_STEP_LIMIT;

/** Counts the steps of all tests of a search together, or of one of its equal parts. */
export function searchSteps(parts = 1): Steps {
  return countSteps({ steps: SEARCH_STEP_LIMIT / parts });
}

/**
 * A counter within `limits`. It throws {@link StepLimitReached} once they are passed, and whatever
 * the checkpoint throws.
 */
export function countSteps(limits: Limits = {}): Steps {
  let left = limits.steps ?? DEFAULT_STEP_LIMIT;
  let untilCheckpoint = STEPS_BETWEEN_CHECKPOINTS;
  const { checkpoint, within } = limits;
  return {
    left: () => left,
    affords: (rounds, n) =>
      rounds * (n + STEPS_OF_A_ROUND) <= left && (within?.affords(rounds, n) ?? true),
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

/** The test's result, or `otherwise` if the test exceeds its steps. */
export function withinSteps<T>(run: () => T, otherwise: T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof StepLimitReached) return otherwise;
    throw error;
  }
}
