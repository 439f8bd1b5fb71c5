import type { Steps } from '../../arithmetic/steps.ts';
import type { DemandBound } from '../../demand/demand-bound.ts';
import type { SupplyFunction } from '../../supply/supply-function.ts';

/**
 * Whether a task's job that is due at the end of a window of length `length` is sure to be late in
 * one run. In that run all other tasks release together as the longest gap begins, the first job of
 * each after its longest jitter and the later ones without any.
 *
 * The work released with no later deadline (Spuri 1996) must exceed the supply from the job's
 * release until its deadline; ties go to the task declared first. A window in which total demand
 * exceeds supply proves less: some task misses, but maybe by another job that is released late in
 * the window.
 */
export function missesWithin(
  { columns, begin }: DemandBound,
  supply: SupplyFunction,
  row: number,
  length: number,
  steps: Steps,
): boolean {
  const { count, cost, period, deadline, jitter, source } = columns;
  const due = new Float64Array(count);
  for (let other = 0; other < count; other++) {
    const last = (source[other] ?? 0) <= (source[row] ?? 0) ? length : length - 1;
    const since = last - (begin[other] ?? 0);
    due[other] = since < 0 ? 0 : Math.floor(since / (period[other] ?? 1)) + 1;
  }
  if (due[row] === 0) return false;
  const pending = (t: number) => {
    let sum = columns.blocking[row] ?? 0;
    for (let other = 0; other < count; other++) {
      const jobs = due[other] as number;
      if (jobs === 0) continue;
      const released = Math.ceil((t + (jitter[other] as number)) / (period[other] as number));
      sum += (other === row ? jobs : Math.min(jobs, released)) * (cost[other] as number);
    }
    return sum;
  };
  let t = Math.max(1, length - (deadline[row] ?? 0) + (jitter[row] ?? 0));
  while (t <= length) {
    steps.spend(2 * count);
    const enough = supply.inverse(pending(t));
    if (enough <= t) return false;
    t = enough;
  }
  return true;
}
