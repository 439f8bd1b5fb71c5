import { lcm } from '../../arithmetic/divisors.ts';
import type { KnownSupply } from '../../supply/known-supply.ts';
import { HORIZON } from '../../supply/supply-function.ts';

/** The load of a run, one entry a task as declared. Times are in ns. */
export interface RunLoad {
  readonly cost: Float64Array;
  readonly period: Float64Array;
  readonly deadline: Float64Array;
  readonly offset: Float64Array;
  /** The time for which a job can be held up once by work that comes after it. */
  readonly blocking: Float64Array;
  readonly order: RunOrder;
}

/** The order of jobs; of equal ones the task declared first comes first. */
export type RunOrder =
  | { readonly kind: 'absolute-deadline' }
  /** The smaller rank of the task, then the earlier release. */
  | { readonly kind: 'rank'; readonly rank: readonly number[] }
  /** Tasks queue when they get work, and again when they have had a quantum. */
  | { readonly kind: 'turns'; readonly quantum: number };

/** The length of a run that decides, in ns. */
export interface RunLength {
  readonly largestOffset: number;
  /** The least common multiple of the frame and all periods; `Infinity` beyond exact numbers. */
  readonly repeats: number;
}

/**
 * The length that decides: a run over the largest offset and twice the common multiple repeats from
 * the largest offset and once the common multiple on, if the long-run demand is within the supply.
 * The backlog of each level of urgency does not shrink from one common multiple to the next, for no
 * fewer jobs come; it stops growing after the first, for what comes within a common multiple is at
 * most what is supplied, so that no busy stretch has to be counted over more than one. A supply
 * that changes repeats from its last change on, which counts as an offset.
 */
export function runLength(
  { period, offset }: Pick<RunLoad, 'period' | 'offset'>,
  { frame, settled = 0 }: Pick<KnownSupply, 'frame' | 'settled'>,
): RunLength {
  return {
    largestOffset: offset.reduce((largest, each) => Math.max(largest, each), settled),
    repeats: lcm([frame, ...period], HORIZON),
  };
}

/** The number of jobs released before an instant, in ns. */
export function jobsBefore(
  { period, offset }: Pick<RunLoad, 'period' | 'offset'>,
  instant: number,
): number {
  return period.reduce(
    (sum, each, task) => sum + Math.max(0, Math.ceil((instant - (offset[task] as number)) / each)),
    0,
  );
}

/** The end of a run of that length, in ns. */
export function endOfRun({ largestOffset, repeats }: RunLength): number {
  return largestOffset + 2 * repeats;
}
