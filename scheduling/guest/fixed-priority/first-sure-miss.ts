import type { Steps } from '../../arithmetic/steps.ts';
import type { Levels } from '../../demand/levels.ts';
import { HORIZON, type SupplyFunction } from '../../supply/supply-function.ts';
import { completion } from './completion.ts';

/**
 * A late job: its row, its number counted from 0, and its deadline, in ns from the start of the
 * gap.
 */
export interface SureMiss {
  readonly row: number;
  readonly job: number;
  readonly due: number;
}

/**
 * The job of some rows with the first deadline, of those that are sure to be late in one legal run.
 * In that run all tasks are released as the longest gap begins, the first job of each after its
 * longest jitter and the later ones without any, and each job takes its WCET. `levels` are those of
 * the necessary side. `null` if no deadline lies within the {@link HORIZON}; if no job is late, the
 * walk goes on to there.
 *
 * Job `q` arrives in that run at `a = max(0, q·T − J)`. By its end, at `t`, all of `b + (q+1)·C +
 * Σ_hp ⌈(t + J)/T⌉·C + Σ_eq n(a)·C` is done, with `n(a)` the earlier jobs of equal priority. The
 * job thus ends no earlier than supply reaches that sum (the request bound of Joseph & Pandya 1986
 * and Tindell 1994, which under first come first served counts equals by the arrival instead of the
 * end). Under RR no job counts as earlier.
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
 * The work of equal priority that comes before a job of the row that arrives at an instant, in ns
 * from the start of the gap. Jobs that come at one instant go in the order declared.
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
