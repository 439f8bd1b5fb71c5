import type { VerdictKind } from '../../scheduling/model/analysis.ts';

/** The verdict of several parts together; what is missing says nothing. */
export function worst(kinds: readonly (VerdictKind | undefined)[]): VerdictKind {
  if (kinds.includes('unschedulable')) return 'unschedulable';
  return kinds.includes('unknown') ? 'unknown' : 'schedulable';
}
