import type { Steps } from '../../arithmetic/steps.ts';
import type { Levels } from '../../demand/levels.ts';
import { HORIZON, type SupplyFunction } from '../../supply/supply-function.ts';
import { completion } from './completion.ts';

/**
 * A job that is late: its row, its number counted from 0, and when it is due, in ns from the
 * beginning of the gap.
 */
export interface SureMiss {
  readonly row: number;
  readonly job: number;
  readonly due: number;
}

/**
 * Of the jobs of some rows the one due first of those that are sure to be late in one legal run:
 * all tasks are released as the longest gap begins, each as its jitter held it back longest and
 * then at once, and no job takes less than its wcet. `levels` are those of the necessary side.
 * `null` where none is due within the {@link HORIZON}; where none is late the walk goes on to
 * there.
 *
 * In that run job `q` arrives at `a = max(0, q·T − J)`, and when it ends, at `t`, all of `b +
 * (q+1)·C + Σ_hp ⌈(t + J)/T⌉·C + Σ_eq n(a)·C` is done, where `n(a)` are the jobs of equal priority
 * that came first. So it ends no earlier than supply reaches that (the request bound of Joseph &
 * Pandya 1986 and Tindell 1994, which for first come first served counts its equals by the arrival
 * and not by the end). In turns (RR) nobody came first.
 */
export function firstSureMiss(
  levels: Levels,
  rows: readonly number[],
  supply: SupplyFunction,
  firstCome: boolean,
  steps: Steps,
): SureMiss | null {
  const { period, deadline, jitter } = levels.columns;
  const walks = rows.flatMap((row) => {
    const due = (deadline[row] ?? 0) - (jitter[row] ?? 0);
    return supply.starts().map((start) => ({ row, start, job: 0, due, done: 0 }));
  });
  while (true) {
    steps.spend(walks.length);
    const next = walks.reduce<(typeof walks)[number] | null>(
      (least, walk) => (least === null || walk.due < least.due ? walk : least),
      null,
    );
    if (next === null || next.due > HORIZON) return null;
    const { row, start, job, due } = next;
    const arrival = Math.max(0, job * (period[row] ?? 1) - (jitter[row] ?? 0));
    const ahead = firstCome ? workAhead(levels, row, arrival, steps) : 0;
    next.done = completion(levels, row, job + 1, start, next.done, due, steps, ahead);
    if (next.done === Number.POSITIVE_INFINITY) return { row, job, due };
    next.job++;
    next.due += period[row] ?? 1;
  }
}

/**
 * The work of equal priority that came before a job of the row that arrives then, in ns from the
 * beginning of the gap; of those that come at one instant the task declared first.
 */
export function workAhead(
  { columns, interfering, equals }: Levels,
  row: number,
  arrival: number,
  steps: Steps,
): number {
  const { cost, period, jitter, source } = columns;
  const first = interfering[row] ?? 0;
  const count = equals[row] ?? 1;
  steps.spend(count);
  let work = 0;
  for (let other = first; other < first + count; other++) {
    if (other === row) continue;
    const before = (source[other] ?? 0) < (source[row] ?? 0) ? arrival : arrival - 1;
    if (before < 0) continue;
    work +=
      (Math.floor((before + (jitter[other] ?? 0)) / (period[other] ?? 1)) + 1) * (cost[other] ?? 0);
  }
  return work;
}
