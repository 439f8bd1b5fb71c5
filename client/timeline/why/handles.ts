import type { Knob } from '../knobs/knob.ts';
import type { Handle } from './drag-handle.ts';
import type { SupplyAndDemand } from './supply-and-demand.ts';

/** The places of times and work in the picture. */
export interface Scales {
  x(time: number): number;
  y(work: number): number;
  /** The time of one pixel across, and the work of one pixel up, in ns. */
  readonly across: number;
  readonly up: number;
}

/**
 * The handles on the curves. The period's is where supply begins (the longest gap is all but the
 * budget of two periods, or of one and the deadline), the budget's where the first stretch of
 * supply ends, and the wcet's where the demand is compared.
 */
export function handles(
  curves: SupplyAndDemand,
  knobs: readonly Knob[],
  scales: Scales,
): readonly Handle[] {
  return knobs.flatMap((knob) => handleOf(knob, curves, scales) ?? []);
}

function handleOf(
  knob: Knob,
  curves: SupplyAndDemand,
  { x, y, across, up }: Scales,
): Handle | null {
  const { budget, witness, witnessJobs, end } = curves;
  switch (knob.attribute) {
    case 'budget': {
      const at = budget === null ? end + 1 : budget.longestGap + budget.value;
      if (budget === null || at > end) return null;
      return { knob, x: x(at), y: y(budget.value), along: 'up', perPixel: up };
    }
    case 'period': {
      if (budget === null || budget.longestGap > end) return null;
      const perPixel = budget.ownDeadline ? across : across / 2;
      return { knob, x: x(budget.longestGap), y: y(0), along: 'across', perPixel };
    }
    case 'wcet': {
      const { element } = knob;
      if (element.kind !== 'task' || element.task !== witness.task) return null;
      return {
        knob,
        x: x(witness.time),
        y: y(witness.demand),
        along: 'up',
        perPixel: up / witnessJobs,
      };
    }
  }
}
