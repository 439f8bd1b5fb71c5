import type { Witness } from '../model/analysis.ts';
import type { Shortage } from '../model/reason.ts';

/** What a witness shows to be missing; without one that does, more is asked for in the long run. */
export function shortageOf(witness: Witness | null): Shortage {
  if (witness === null || witness.demand <= witness.supply) return { kind: 'long-run' };
  const { time, demand, supply, run } = witness;
  return { kind: run === true ? 'run' : 'window', time, demand, supply };
}
