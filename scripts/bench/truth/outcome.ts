import { analyze } from '../../../scheduling/analyze.ts';
import { decide } from '../../../scheduling/decide.ts';
import type { Machine } from '../../../scheduling/model/model.ts';
import { missesInSomePhasing } from './phasings.ts';

/** The verdict on a machine: at once, by a search of 2 s, or none, and whether it misses then. */
export type Outcome = 'at-once' | 'searched' | 'unknown' | 'unknown-but-late';

export function outcomeOf(machine: Machine): Outcome {
  const first = analyze({ machines: [machine], scenarios: [] });
  if (first.machines[0]?.verdict.kind !== 'unknown') return 'at-once';
  const { completed, machines } = decide(first);
  if (machines[0]?.verdict.kind !== 'unknown') return 'searched';
  return completed.machines.some(missesInSomePhasing) ? 'unknown-but-late' : 'unknown';
}
