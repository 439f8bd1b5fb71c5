import type { Remedy } from '../remedies.ts';
import { elsewhere } from './elsewhere.ts';
import { lessDemand } from './less-demand.ts';
import type { RefusedStep } from './refused-step.ts';
import { roomBefore } from './room-before.ts';

/**
 * The smallest changes with which the admission test passes, kind by kind: less demand, another
 * place, others that stop before. Each was admitted by the test at the step; the whole scenario is
 * not yet analyzed with it. The generator yields between tests.
 */
export function* stepProposals(step: RefusedStep): Generator<void, readonly Remedy[]> {
  return [...(yield* lessDemand(step)), ...(yield* elsewhere(step)), ...(yield* roomBefore(step))];
}
