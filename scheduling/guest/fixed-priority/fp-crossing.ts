import type { Limits } from '../../arithmetic/limits.ts';
import { countSteps, withinSteps } from '../../arithmetic/steps.ts';
import { demandBound } from '../../demand/demand-bound.ts';
import type { Levels } from '../../demand/levels.ts';
import { requestBound } from '../../demand/request-bound.ts';
import { guestOrder } from '../../model/guest-policies.ts';
import type { SupplyFunction } from '../../supply/supply-function.ts';
import { type EdfOutcome, edfTest } from '../edf/edf-test.ts';
import { leastFailure } from '../edf/least-failure.ts';
import type { GuestLoad } from '../problem.ts';
import type { Crossing, TaskFinding } from '../task-findings.ts';
import { completion } from './completion.ts';
import { firstSureMiss } from './first-sure-miss.ts';
import type { LevelOutcome } from './fixed-priority-test.ts';
import { tightestMargin } from './level-margin.ts';
import type { PeerMiss } from './peer-misses.ts';

/** A guest under fixed priorities or RR that the safe side refuses. */
export interface RefusedLoad {
  readonly load: GuestLoad;
  /** The findings in the order declared. */
  readonly findings: readonly TaskFinding[];
  readonly safe: Levels;
  /** The outcomes by the rows of `safe`. */
  readonly outcomes: readonly LevelOutcome[];
  /** The levels of the necessary side, in the same order of rows. */
  readonly bare: Levels;
  /** The necessary side's outcome for each row without its equals in priority. */
  readonly proofs: readonly LevelOutcome[];
  /** The rows that are proven to miss only by their equals in priority. */
  readonly peers: ReadonlyMap<number, PeerMiss>;
  readonly supply: { readonly safe: SupplyFunction; readonly necessary: SupplyFunction };
  /** Whether the necessary side's utilization exceeds the bandwidth too. */
  readonly overloaded: boolean;
  readonly limits: Limits | undefined;
}

/**
 * The window in which a task falls short, with the numbers of the safe side, whose demand is never
 * lower and whose supply is never higher. Hard tasks come before soft ones, and proven misses
 * before others:
 *
 * - the first sure miss of the most urgent task that is proven to miss, or of its equals;
 * - without one, but with an overload, the first window in which some task surely misses;
 * - else the first deadline that the safe side misses, of the most urgent task that is not proven
 * to be in time.
 *
 * `null` if the sure miss is too far away to be walked to.
 */
export function refusedCrossing(refused: RefusedLoad): Crossing | null {
  const { load, findings, safe, outcomes, bare, proofs, peers, supply, overloaded, limits } =
    refused;
  const { source } = safe.columns;
  const proven = (row: number) => findings[source[row] ?? 0]?.kind === 'unschedulable';
  const soft = (row: number) => load.tasks[source[row] ?? 0]?.soft !== undefined;
  const rank = (row: number) => (soft(row) ? 2 : 0) + (proven(row) ? 0 : 1);
  const failing = [...outcomes.keys()].filter(
    (row) => proven(row) || outcomes[row]?.failingJob !== null,
  );
  failing.sort((a, b) => rank(a) - rank(b) || a - b);
  const first = failing[0];
  if (first !== undefined && proven(first)) {
    const equals = failing.filter((row) => {
      return rank(row) === rank(first) && bare.interfering[row] === bare.interfering[first];
    });
    const inOrder = guestOrder(load.policy) !== 'turns';
    const alone = equals.filter((row) => !peers.has(row));
    if (alone.length === 0) return behindEquals(safe, equals, peers, supply.safe);
    const walk = () => firstSureMiss(bare, alone, supply.necessary, inOrder, countSteps(limits));
    const miss = withinSteps(walk, null) ?? { row: first, job: proofs[first]?.failingJob ?? null };
    return atDeadline(safe, miss.row, miss.job, supply.safe);
  }
  if (overloaded && !failing.some(proven)) return shortWindow(refused, rank);
  return first === undefined
    ? null
    : atDeadline(safe, first, outcomes[first]?.failingJob ?? null, supply.safe);
}

/** The row with the first deadline, of rows that are late behind their equals. */
function behindEquals(
  levels: Levels,
  rows: readonly number[],
  peers: ReadonlyMap<number, PeerMiss>,
  supply: SupplyFunction,
): Crossing | null {
  const misses = rows.flatMap((row) => peers.get(row) ?? []).sort((a, b) => a.due - b.due);
  const [miss] = misses;
  if (miss === undefined) return null;
  const crossing = crossingAt(levels, miss.row, miss.job, Math.max(0, miss.due), supply);
  return crossing === null || miss.released === 0
    ? crossing
    : { ...crossing, released: miss.released };
}

function atDeadline(levels: Levels, row: number, job: number | null, supply: SupplyFunction) {
  return job === null
    ? null
    : crossingAt(levels, row, job, Math.max(0, dueOf(levels, row, job)), supply);
}

/**
 * The first window in which more work is due than supplied. The late job is not known, so the
 * window is named after a due task whose job the safe side does not prove to be done there.
 */
function shortWindow({ safe, bare, supply, limits }: RefusedLoad, rank: (row: number) => number) {
  const demand = demandBound(bare.columns);
  const undecided: EdfOutcome = { kind: 'undecided', doubt: 'too-many-steps' };
  const outcome = withinSteps(
    () => edfTest(demand, supply.necessary, countSteps(limits)),
    undecided,
  );
  const time = leastFailure(demand, supply.necessary, outcome, limits);
  if (time === null) return null;
  const { count, period } = safe.columns;
  const steps = countSteps(limits);
  const candidates = Array.from({ length: count }, (_, row) => {
    const job = Math.floor((time - dueOf(safe, row, 0)) / (period[row] ?? 1));
    const done = () => completion(safe, row, job + 1, supply.safe, 0, time, steps);
    const inTime = job < 0 || withinSteps(done, Number.POSITIVE_INFINITY) <= time;
    const doubt = (inTime ? 2 : 0) + (dueOf(safe, row, job) === time ? 0 : 1);
    return { row, job, doubt };
  }).filter(({ job }) => job >= 0);
  candidates.sort((a, b) => a.doubt - b.doubt || rank(a.row) - rank(b.row) || a.row - b.row);
  const [named] = candidates;
  return named === undefined ? null : crossingAt(safe, named.row, named.job, time, supply.safe);
}

/** The window in which the accepted side is tightest. */
export function tightestCrossing(
  levels: Levels,
  outcomes: readonly LevelOutcome[],
  supply: SupplyFunction,
  limits: Limits | undefined,
): Crossing | null {
  const margin = withinSteps(
    () => tightestMargin(levels, outcomes, supply, countSteps(limits)),
    null,
  );
  return margin === null
    ? null
    : crossingAt(levels, margin.row, margin.job, margin.at, margin.supply);
}

/** The deadline of a row's job, in ns from its level's critical instant. */
function dueOf({ columns }: Levels, row: number, job: number): number {
  return (
    job * (columns.period[row] ?? 1) + (columns.deadline[row] ?? 0) - (columns.jitter[row] ?? 0)
  );
}

function crossingAt(
  levels: Levels,
  row: number,
  job: number,
  time: number,
  supply: SupplyFunction,
): Crossing | null {
  const demand = requestBound(levels, row, job + 1, time);
  if (!Number.isSafeInteger(demand) || !Number.isSafeInteger(time)) return null;
  return { task: levels.columns.source[row] ?? 0, time, demand, supply: supply.sbf(time) };
}
