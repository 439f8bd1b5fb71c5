import { leastSolution } from '../../../arithmetic/least-solution.ts';
import { countSteps, withinSteps } from '../../../arithmetic/steps.ts';
import { utilization } from '../../../host/utilization.ts';

/** A VCPU that stays on a core: its gross budget and its period, in ns. */
export interface Staying {
  readonly cost: number;
  readonly period: number;
}

/** The same in a run: the budget left now, and the time to its next replenishment, in ns. */
export interface StayingNow extends Staying {
  readonly remaining: number;
  readonly next: number;
}

/** The steps after which a wait counts as one without a bound: 100,000 rounds. */
const STEPS = 900_000;

/**
 * The longest time to the next quiet instant of a core on which these VCPUs stay, in ns: the least
 * `t > 0` with `Σ (rem + ⌈max(0, t − n)/Π⌉·Θ) ≤ t`. `null` without a bound, where they use the
 * whole core. No change may be pending on the core; see {@link quietAfterChanges}.
 */
export function quietOnCore(staying: readonly StayingNow[]): number | null {
  return leastTime(staying, (t) => {
    let work = 0;
    for (const { remaining, next, cost, period } of staying)
      work += remaining + Math.ceil(Math.max(0, t - next) / period) * cost;
    return work;
  });
}

/**
 * The same where nothing is known of the run: the least `t` with `Σ (1 + ⌈t/Π⌉)·Θ ≤ t`, counted
 * from the instant at which the last approved change is in force. Domain: `period` is the new one,
 * `cost` the larger of both.
 */
export function quietAfterChanges(staying: readonly Staying[]): number | null {
  return leastTime(staying, (t) => {
    let work = 0;
    for (const { cost, period } of staying) work += (1 + Math.ceil(t / period)) * cost;
    return work;
  });
}

/** The least time from 1 ns on by which the work that came before it is done; `null` if none is. */
function leastTime(staying: readonly Staying[], work: (time: number) => number): number | null {
  // A core that is used up has no bound. Rounding decides for no bound.
  if (utilization(staying) >= 1 - (staying.length + 2) * Number.EPSILON) return null;
  const steps = countSteps({ steps: STEPS });
  const least = () => leastSolution(work, 1, Number.MAX_SAFE_INTEGER, 1, steps);
  const found = withinSteps(least, Number.POSITIVE_INFINITY);
  return Number.isFinite(found) ? found : null;
}
