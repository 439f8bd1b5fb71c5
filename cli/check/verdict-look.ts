import type { VerdictKind } from '../../scheduling/model/analysis.ts';

export const marks = { schedulable: '✓', unschedulable: '✗', unknown: '?' } as const;

export const verdictLooks = {
  schedulable: 'green',
  unschedulable: 'red',
  unknown: 'yellow',
} as const;

/** The verdict of several parts together; what is missing says nothing. */
export function worst(kinds: readonly (VerdictKind | undefined)[]): VerdictKind {
  if (kinds.includes('unschedulable')) return 'unschedulable';
  return kinds.includes('unknown') ? 'unknown' : 'schedulable';
}
