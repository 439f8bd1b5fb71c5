import type { Verdict, VerdictKind } from './analysis.ts';

const RANK: Record<VerdictKind, number> = { schedulable: 0, unknown: 1, unschedulable: 2 };

/** The verdict of a whole: the first of the worst of its parts; nothing at all is schedulable. */
export function worstOf(verdicts: Iterable<Verdict>): Verdict {
  let worst: Verdict = { kind: 'schedulable' };
  for (const verdict of verdicts) {
    if (RANK[verdict.kind] > RANK[worst.kind]) worst = verdict;
  }
  return worst;
}
