import { servers } from '../model/servers.ts';
import type { Neighborhood } from './neighborhood.ts';

/**
 * The time by which work has been served, budget by budget, in ns: `Π − Θ + (k − 1)·Π +
 * S(w − (k − 1)·Θ)` with `k = ⌈w/Θ⌉` (polling: `Π` for `Π − Θ`). In a stretch of work each whole
 * budget is served before the next replenishment, so only the last one can be late, by `S`.
 */
export function servedByBudgets(
  hood: Neighborhood,
  first: (units: number) => number,
): (work: number) => number {
  const { period, budget } = hood.own;
  const unused = servers[hood.server].budgetsInGap === 1 ? 0 : budget;
  return (work) => {
    const whole = Math.ceil(work / budget) - 1;
    return period - unused + whole * period + first(work - whole * budget);
  };
}
