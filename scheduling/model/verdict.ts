import type { Verdict, VerdictKind } from './analysis.ts';

const SEVERITY: Readonly<Record<VerdictKind, number>> = {
  schedulable: 0,
  unknown: 1,
  unschedulable: 2,
};

/** The severity of a verdict; larger is worse. */
export function severity(kind: VerdictKind): number {
  return SEVERITY[kind];
}

/**
 * The verdict on a whole: the first of the worst of its parts. A whole without parts is
 * schedulable.
 */
export function worstOf(verdicts: Iterable<Verdict>): Verdict {
  let worst: Verdict = { kind: 'schedulable' };
  for (const verdict of verdicts) {
    if (severity(verdict.kind) > severity(worst.kind)) worst = verdict;
  }
  return worst;
}
