import { lcm } from '../../arithmetic/divisors.ts';
import { StepLimitReached, type Steps } from '../../arithmetic/steps.ts';
import type { Levels } from '../../demand/levels.ts';
import type { Doubt } from '../../model/reason.ts';
import { HORIZON, type SupplyFunction } from '../../supply/supply-function.ts';
import { completion } from './completion.ts';
import { levelUtilization } from './level-utilization.ts';

/** The test's outcome for one task, by the order of its level. Times are in ns. */
export interface LevelOutcome {
  readonly kind: 'accepted' | 'refused' | 'undecided';
  /**
   * The largest response time from the nominal release; `null` if there is no bound or none was
   * reached.
   */
  readonly response: number | null;
  /** The first job of the busy period that misses, counted from 0; `null` if none was met. */
  readonly failingJob: number | null;
  /** The number of examined jobs of the busy period; all of them if accepted. */
  readonly jobs: number;
  /** The supply from the start that is worst for this level. */
  readonly supply: SupplyFunction;
  /** The end of the first job on that supply, or a lower bound of it. */
  readonly first: number;
  /** The reason if nothing is decided; else `null`. */
  readonly doubt: Doubt | null;
}

/**
 * Response-time analysis on a bounded supply (Joseph & Pandya 1986; Audsley et al. 1993; on servers
 * Davis & Burns, RTSS 2005): job `q` of the level's busy period ends by the least `w(q)` at which
 * supply reaches the request bound. All jobs of the busy period count, for with `D > T` a later one
 * can be worse (Lehoczky 1990), with jitter Tindell 1994. The test accepts iff the largest `w(q) −
 * q·T + J` is at most `D`. Times are in ns.
 *
 * Static windows supply differently from different starts, and one busy period has one start. The
 * test examines each start by itself, which is exact; the least supply over all starts at each
 * instant would be too pessimistic.
 */
export function fixedPriorityTest(
  levels: Levels,
  supply: SupplyFunction,
  steps: Steps,
): readonly LevelOutcome[] {
  const [first, ...others] = supply.starts().map((start) => testFromStart(levels, start, steps));
  if (first === undefined) throw new RangeError('a supply without a start');
  return first.map((outcome, row) => {
    return others.reduce((worst, outcomes) => worse(worst, outcomes[row] ?? worst), outcome);
  });
}

/**
 * Whether {@link fixedPriorityTest} accepts every level: the first outcome that is no acceptance
 * ends the test.
 */
export function levelsOutcome(
  levels: Levels,
  supply: SupplyFunction,
  steps: Steps,
): LevelOutcome['kind'] {
  const utilization = levelUtilization(levels);
  for (const start of supply.starts()) {
    let from = 0;
    for (let row = 0; row < levels.columns.count; row++) {
      const order = utilization.compare(row, start.bandwidth);
      const walk = walkLevel(levels, row, start, order, startsFrom(levels, row, from), steps);
      if (walk.kind !== 'accepted') return walk.kind;
      from = walk.first;
    }
  }
  return 'accepted';
}

const RANK = { accepted: 0, undecided: 1, refused: 2 } as const;

function worse(a: LevelOutcome, b: LevelOutcome): LevelOutcome {
  if (a.response !== null && b.response !== null) return b.response > a.response ? b : a;
  const [first, second] = RANK[b.kind] > RANK[a.kind] ? [b, a] : [a, b];
  return first.response === null || second.response === null ? { ...first, response: null } : first;
}

function testFromStart(levels: Levels, supply: SupplyFunction, steps: Steps): LevelOutcome[] {
  const utilization = levelUtilization(levels);
  const outcomes: LevelOutcome[] = [];
  let from = 0;
  for (let row = 0; row < levels.columns.count; row++) {
    const order = utilization.compare(row, supply.bandwidth);
    const walk = walkLevel(levels, row, supply, order, startsFrom(levels, row, from), steps);
    from = walk.first;
    outcomes.push(walk);
  }
  return outcomes;
}

/**
 * A lower bound of this row's first completion: `previous` if the row above never requests more,
 * else 0.
 */
export function startsFrom(
  { columns, interfering }: Levels,
  row: number,
  previous: number,
): number {
  if (row === 0 || interfering[row - 1] !== row - 1 || (interfering[row] ?? 0) < row) return 0;
  const held = (columns.blocking[row] ?? 0) + (columns.cost[row] ?? 0);
  return held >= (columns.blocking[row - 1] ?? 0) ? previous : 0;
}

function walkLevel(
  levels: Levels,
  row: number,
  supply: SupplyFunction,
  order: -1 | 0 | 1,
  from: number,
  steps: Steps,
): LevelOutcome {
  const { columns } = levels;
  const period = columns.period[row] ?? 1;
  const jitter = columns.jitter[row] ?? 0;
  const deadline = columns.deadline[row] ?? 0;
  const jobs = jobsToLookAt(levels, row, supply, order);
  let first = from;
  let done = from;
  let response = 0;
  let walked = 0;
  let failingJob: number | null = deadline - jitter <= 0 ? 0 : null;
  const stop = (kind: LevelOutcome['kind'], bound: number | null, doubt: Doubt | null = null) => {
    return { kind, response: bound, failingJob, jobs: walked, supply, doubt, first };
  };
  const giveUp = (doubt: Doubt) => {
    return failingJob === null && order <= 0
      ? stop('undecided', null, doubt)
      : stop('refused', null);
  };
  try {
    for (let job = 0; ; job++) {
      // If the level needs more than the bandwidth, a job may never end, so its deadline is the
      // limit.
      const limit = order > 0 ? Math.min(HORIZON, job * period + deadline - jitter) : HORIZON;
      done = completion(levels, row, job + 1, supply, done, limit, steps);
      walked = job + 1;
      if (done === Number.POSITIVE_INFINITY) {
        if (limit < HORIZON) failingJob ??= job;
        return giveUp('beyond-horizon');
      }
      if (job === 0) first = done;
      response = Math.max(response, done - job * period + jitter);
      if (failingJob === null && response > deadline) failingJob = job;
      const busyPeriodEnds = done <= (job + 1) * period - jitter;
      if (busyPeriodEnds || job + 1 >= jobs.complete) {
        return stop(failingJob === null ? 'accepted' : 'refused', response);
      }
      if (job + 1 >= jobs.walked) return giveUp('parallel');
    }
  } catch (error) {
    if (error instanceof StepLimitReached) return giveUp('too-many-steps');
    throw error;
  }
}

/** The numbers of jobs of a row that are examined. */
export interface JobLimits {
  /** After this many jobs, no later job responds later than an earlier one. */
  readonly complete: number;
  /** After this many jobs, nothing is decided. */
  readonly walked: number;
}

/**
 * Request bound and supply repeat with the common multiple of the level's periods and the supply's.
 * If the level's utilization is at most the bandwidth, a job one multiple later responds no later.
 * If both are equal (`order` 0), the busy period may never end, and a multiple too far away leaves
 * it undecided. A level above the bandwidth (`order` 1) has no such limit. Windows that change
 * repeat from their last change on; a busy period that lasts so long has jobs up to there first.
 */
export function jobsToLookAt(
  levels: Levels,
  row: number,
  supply: SupplyFunction,
  order: -1 | 0 | 1,
): JobLimits {
  if (order > 0) return { complete: Number.POSITIVE_INFINITY, walked: Number.POSITIVE_INFINITY };
  const { period } = levels.columns;
  const own = period[row] ?? 1;
  const involved = period.slice(0, levels.interfering[row] ?? 0);
  const { settled, longestGap } = supply;
  const held = levels.columns.jitter[row] ?? 0;
  const before = settled > longestGap ? Math.ceil((settled + held) / own) + 1 : 0;
  const complete = lcm([supply.period, own, ...involved], HORIZON / 2) / own + before;
  const near = complete * (involved.length + 1) <= PARALLEL_STEPS;
  if (near) return { complete, walked: complete };
  const walked = order === 0 ? FIRST_JOBS : Number.POSITIVE_INFINITY;
  return { complete: Number.POSITIVE_INFINITY, walked };
}

const PARALLEL_STEPS = 1_000_000;
const FIRST_JOBS = 64;
