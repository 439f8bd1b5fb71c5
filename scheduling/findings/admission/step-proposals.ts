import type { Remedy } from '../remedies.ts';
import { elsewhere } from './elsewhere.ts';
import { lessDemand } from './less-demand.ts';
import { overChange } from './over-change.ts';
import type { RefusedStep } from './refused-step.ts';
import { roomBefore } from './room-before.ts';

/**
 * The smallest changes with which the admission test passes, kind by kind: less demand, another
 * place, others that stop before; for a period that a guest does not bear, a wait. Each was
 * admitted by the test at the step; the whole scenario is not yet analyzed with it. The generator
 * yields between tests.
 */
export function* stepProposals(step: RefusedStep): Generator<void, readonly Remedy[]> {
  const { reason } = step;
  const nearby = [...(yield* lessDemand(step)), ...(yield* elsewhere(step))];
  if (reason.kind === 'would-fail') return [...nearby, ...(yield* roomBefore(step))];
  // The reason knows the nearest budget.
  const others = nearby.filter(({ kind }) => kind !== 'set-budget');
  return [...others, ...(yield* overChange(step, reason))];
}
