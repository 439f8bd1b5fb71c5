import type { Witness } from '../model/analysis.ts';
import type { Shortage } from '../model/reason.ts';

/** The shortage that a witness shows; without such a witness, it is one of the long run. */
export function shortageOf(witness: Witness | null): Shortage {
  if (witness === null || witness.demand <= witness.supply) return { kind: 'long-run' };
  const { time, demand, supply, run, from } = witness;
  if (run === true) {
    const aligned = from === undefined ? {} : ({ aligned: true } as const);
    return { kind: 'run', time, demand, supply, ...aligned };
  }
  if (from !== undefined) return { kind: 'aligned', from, time, demand, supply };
  return { kind: 'window', time, demand, supply };
}
