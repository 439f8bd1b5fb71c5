import type { VerdictKind } from '../../../scheduling/model/analysis.ts';

/** A verdict for people. */
export const verdictWords: Readonly<Record<VerdictKind, string>> = {
  schedulable: 'schedulable',
  unschedulable: 'unschedulable',
  unknown: 'not proven',
};
