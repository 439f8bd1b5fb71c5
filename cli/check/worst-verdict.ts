import type { VerdictKind } from '../../scheduling/model/analysis.ts';

/** The worst verdict of several parts. A missing part does not count. */
export function worst(kinds: readonly (VerdictKind | undefined)[]): VerdictKind {
  if (kinds.includes('unschedulable')) return 'unschedulable';
  return kinds.includes('unknown') ? 'unknown' : 'schedulable';
}
