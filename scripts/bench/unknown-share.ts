import { availableParallelism } from 'node:os';
import type { Benchmark } from './benchmark.ts';
import { type Counted, countOutcomes } from './truth/count-outcomes.ts';
import { kinds } from './truth/kinds.ts';

/** The systems of each kind. `TRUTH_SYSTEMS=200 npm run bench -- --only truth/` counts fewer. */
const SYSTEMS = Number(process.env.TRUTH_SYSTEMS ?? 2_000);
/** The workers that count side by side: `TRUTH_WORKERS`, else one a core, and one core is left. */
const WORKERS = Number(process.env.TRUTH_WORKERS ?? Math.max(1, availableParallelism() - 1));

/**
 * The share of machines without a verdict at once, and after a search of 2 s; and the share of
 * these that one of a thousand random phasings shows to miss. A count that is ended goes on later.
 */
export const benchmarks: readonly Benchmark[] = Object.entries(kinds).flatMap(
  ([kind, { goal }]) => [
    {
      name: `truth/unknown-at-once-${kind}`,
      unit: 'ratio' as const,
      run: async () => 1 - (await counted(kind))['at-once'] / SYSTEMS,
    },
    {
      name: `truth/unknown-share-${kind}`,
      unit: 'ratio' as const,
      ...(goal === undefined ? {} : { goal }),
      run: async () => left(await counted(kind)) / SYSTEMS,
    },
    {
      name: `truth/unknown-but-late-${kind}`,
      unit: 'ratio' as const,
      run: async () => {
        const found = await counted(kind);
        return found['unknown-but-late'] / Math.max(1, left(found));
      },
    },
  ],
);

function left(found: Counted): number {
  return found.unknown + found['unknown-but-late'];
}

const known = new Map<string, Promise<Counted>>();

function counted(kind: string): Promise<Counted> {
  const before = known.get(kind) ?? countOutcomes(kind, SYSTEMS, WORKERS);
  known.set(kind, before);
  return before;
}
