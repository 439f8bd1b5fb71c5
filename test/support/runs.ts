/**
 * The number of random cases of a property: `n` times the environment's HYPERSCHED_RUNS, for a
 * longer hunt.
 */
export function runs(n: number): number {
  const factor = Number(process.env.HYPERSCHED_RUNS ?? '1');
  if (!(factor > 0))
    throw new Error(`HYPERSCHED_RUNS is a positive factor, not "${process.env.HYPERSCHED_RUNS}"`);
  return Math.max(1, Math.round(n * factor));
}
