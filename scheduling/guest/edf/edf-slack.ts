import type { Steps } from '../../arithmetic/steps.ts';
import type { DemandBound } from '../../demand/demand-bound.ts';
import { demandHorizon } from '../../demand/demand-horizon.ts';
import { HORIZON, type SupplyFunction } from '../../supply/supply-function.ts';
import { parallelSpan } from './edf-test.ts';

/** The number of demand steps in the first guess: those of the latest deadlines. */
const ROWS_OF_FIRST_GUESS = 32;

/** The least `sbf(t) − dbf(t) − B(t)` from some instant on, in ns, and the step where it lies. */
export interface Slack {
  readonly value: number;
  readonly at: number;
}

/**
 * The least slack at or after the first step of each row of the demand. A task cannot miss if no
 * window with one of its jobs demands more than the supply. `null` if utilization exceeds
 * bandwidth, so that slack has no least value, or if the windows to check are too long.
 *
 * The walk goes down as in QPA (Zhang & Burns 2009), with the least slack found so far as its
 * target. Points that it skips have no less slack.
 */
export function edfSlacks(
  demand: DemandBound,
  supply: SupplyFunction,
  steps: Steps,
): readonly Slack[] | null {
  const { columns, begin } = demand;
  const { count } = columns;
  const last = begin[count - 1];
  if (last === undefined) return [];
  const settled = Math.max(last, 1);
  let least = firstGuess(demand, supply, settled, steps);
  const horizon = slackHorizon(demand, supply, Math.max(0, least.value));
  if (horizon > HORIZON) return null;
  const slacks: Slack[] = new Array(count);
  let row = count - 1;
  let t = Math.max(horizon, settled);
  while (row >= 0) {
    while (row >= 0 && (begin[row] ?? 0) > t) slacks[row--] = least;
    if (t <= 0) {
      if (row >= 0) least = lesser(least, { value: -demand.at(0), at: 0 });
      while (row >= 0) slacks[row--] = least;
      break;
    }
    steps.spend(2 * count);
    const need = demand.at(t);
    const value = supply.sbf(t) - need;
    if (value < least.value) least = { value, at: demand.stepBefore(t + 1) };
    const enough = supply.inverse(need + least.value);
    t = enough < t ? enough : demand.stepBefore(t);
  }
  return slacks;
}

/**
 * The window length after which no slack is below `margin` or below an earlier one; `Infinity` if
 * there is none.
 */
function slackHorizon(demand: DemandBound, supply: SupplyFunction, margin: number): number {
  const bound = demandHorizon(demand, supply, margin);
  if (bound.kind === 'bounded') return bound.horizon;
  const span = bound.kind === 'parallel' ? parallelSpan(demand, supply) : null;
  return span?.complete === true ? span.end : Number.POSITIVE_INFINITY;
}

function lesser(a: Slack, b: Slack): Slack {
  return b.value < a.value ? b : a;
}

/** The least slack at some steps from `settled` on. A good guess keeps the walk short. */
function firstGuess(
  demand: DemandBound,
  supply: SupplyFunction,
  settled: number,
  steps: Steps,
): Slack {
  const { columns, begin } = demand;
  const rows = Math.min(columns.count, ROWS_OF_FIRST_GUESS);
  let best: Slack = { value: supply.sbf(settled) - demand.at(settled), at: settled };
  for (let k = 0; k < rows; k++) {
    steps.spend(columns.count);
    const row = columns.count - 1 - k;
    const [first, period] = [begin[row] ?? 0, columns.period[row] ?? 1];
    const t = first + Math.ceil((settled - first) / period) * period;
    best = lesser(best, { value: supply.sbf(t) - demand.at(t), at: t });
  }
  return best;
}
