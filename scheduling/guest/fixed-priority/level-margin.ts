import type { Steps } from '../../arithmetic/steps.ts';
import type { Levels } from '../../demand/levels.ts';
import { nextRequest, requestBound } from '../../demand/request-bound.ts';
import type { SupplyFunction } from '../../supply/supply-function.ts';
import { completion } from './completion.ts';
import type { LevelOutcome } from './fixed-priority-test.ts';

/**
 * The tightest job: the extra work before it that would still be in time, in ns, and its window.
 */
export interface LevelMargin {
  readonly row: number;
  readonly value: number;
  /** The window in which the job is served with that margin. */
  readonly at: number;
  readonly job: number;
  /** The supply from the start with that margin. */
  readonly supply: SupplyFunction;
}

/**
 * The least margin over all jobs of all accepted levels; `null` if no level is accepted. A job's
 * margin is the most by which supply exceeds the request bound up to the job's deadline.
 */
export function tightestMargin(
  levels: Levels,
  outcomes: readonly LevelOutcome[],
  supply: SupplyFunction,
  steps: Steps,
): LevelMargin | null {
  let tightest: LevelMargin | null = null;
  const slack = (row: number) =>
    (levels.columns.deadline[row] ?? 0) - (outcomes[row]?.response ?? 0);
  const rows = [...outcomes.keys()].filter((row) => outcomes[row]?.kind === 'accepted');
  rows.sort((a, b) => slack(a) - slack(b) || a - b);
  for (const row of rows) {
    for (const start of supply.starts()) {
      const first = start === outcomes[row]?.supply ? outcomes[row].first : 0;
      for (let job = 0; job < (outcomes[row]?.jobs ?? 0); job++) {
        const enough: number = tightest?.value ?? Number.POSITIVE_INFINITY;
        const found = jobMargin(levels, row, job, start, job === 0 ? first : 0, enough, steps);
        if (tightest === null || found.value < tightest.value) tightest = found;
      }
    }
  }
  return tightest;
}

/**
 * One job's margin, exact below `enough`; otherwise some value from `enough` on. The job ends no
 * earlier than `from`.
 */
function jobMargin(
  levels: Levels,
  row: number,
  job: number,
  supply: SupplyFunction,
  from: number,
  enough: number,
  steps: Steps,
): LevelMargin {
  const { columns } = levels;
  const due =
    job * (columns.period[row] ?? 1) + (columns.deadline[row] ?? 0) - (columns.jitter[row] ?? 0);
  steps.spend(levels.columns.count);
  const atDeadline = supply.sbf(due) - requestBound(levels, row, job + 1, due);
  if (atDeadline >= enough) return { row, value: atDeadline, at: due, job, supply };
  let value = -1;
  let at = from;
  while (value < enough) {
    const better = completion(levels, row, job + 1, supply, at, due, steps, value + 1);
    if (better === Number.POSITIVE_INFINITY) break;
    steps.spend(levels.columns.count);
    at = Math.min(due, nextRequest(levels, row, better));
    value = supply.sbf(at) - requestBound(levels, row, job + 1, at);
  }
  return { row, value, at, job, supply };
}
