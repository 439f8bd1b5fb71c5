import type { Limits } from '../../arithmetic/limits.ts';
import { countSteps, type Steps, withinSteps } from '../../arithmetic/steps.ts';
import type { Levels } from '../../demand/levels.ts';
import type { SupplyFunction } from '../../supply/supply-function.ts';
import { completion } from './completion.ts';
import { type SureMiss, workAhead } from './first-sure-miss.ts';

/**
 * A job that is late behind those of equal priority, in a run that releases its task after theirs.
 */
export interface PeerMiss extends SureMiss {
  /** The time from the start of the gap to the task's first release, in ns. */
  readonly released: number;
}

/** The steps for all rows of a guest; they take some ms on a slow core. */
const STEPS_OF_ALL = 1_000_000;

/** The steps of a walk: first a few, for a walk without an end would leave other rows none. */
const STEPS_OF_A_WALK = [1_000, 100_000];

/**
 * The rows that are late behind their equals, each with its first miss. `levels` are those of the
 * necessary side. `quantum` is that of RR in ns; `null` stands for first come first served. A row
 * is left out if its miss is too far away to be walked to.
 */
export function peerMisses(
  levels: Levels,
  rows: readonly number[],
  supply: SupplyFunction,
  quantum: number | null,
  limits: Limits | undefined,
): ReadonlyMap<number, PeerMiss> {
  const within = countSteps({ ...limits, steps: STEPS_OF_ALL });
  const found = new Map<number, PeerMiss>();
  const missOf = (row: number, start: SupplyFunction, most: number): PeerMiss | null => {
    const steps = countSteps({ steps: most, within });
    const walk = () =>
      quantum === null
        ? lateInOrder(levels, row, start, steps)
        : lateInTurns(levels, row, start, quantum, steps);
    return withinSteps(walk, null);
  };
  for (const most of STEPS_OF_A_WALK) {
    for (const row of rows) {
      for (const start of supply.starts()) {
        if (found.has(row)) break;
        const miss = missOf(row, start, most);
        if (miss !== null) found.set(row, miss);
      }
    }
  }
  return found;
}

/**
 * The miss under first come first served. All other tasks are released as the gap begins, the first
 * job of each after its longest jitter and the later ones without any, and the job under test
 * arrives at some instant `a` later. By its end, at `t`, all of `b + (q+1)·C + Σ_hp ⌈(t + J)/T⌉·C +
 * Σ_eq n(a)·C` is done, with `n(a)` the earlier jobs of equal priority. Jobs of tasks declared
 * first count if they come at the same instant, the others if they come 1 ns earlier. The work
 * grows at arrivals only, so the search tries the instants of arrivals within the busy period
 * (George, Rivierre & Spuri 1996, there without supply and priorities).
 */
function lateInOrder(
  levels: Levels,
  row: number,
  supply: SupplyFunction,
  steps: Steps,
): PeerMiss | null {
  const { period, deadline, jitter } = levels.columns;
  const [own, due, held] = [period[row] ?? 1, deadline[row] ?? 0, jitter[row] ?? 0];
  for (let arrival = 0; ; arrival = nextArrival(levels, row, arrival, steps)) {
    if (arrival > 1 && isOver(levels, row, arrival, supply, steps)) return null;
    const ahead = workAhead(levels, row, arrival, steps);
    const latest = Math.floor((arrival + held) / own);
    for (let job = 0; job <= latest; job++) {
      // Jobs without a delay by jitter are due equally long after their arrival, and the last of
      // them has the most work before it.
      if (job * own >= held) job = latest;
      const released = arrival - Math.max(0, job * own - held);
      const end = released + job * own - held + due;
      const done = completion(levels, row, job + 1, supply, 0, end, steps, ahead);
      if (done === Number.POSITIVE_INFINITY) return { row, job, due: end, released };
    }
  }
}

/**
 * The miss under RR. All other tasks are released as the gap begins, the task under test with them
 * or 1 ns later. Its job needs `k = ⌈C/quantum⌉` turns. By its end, each task queued before it has
 * had `k` turns and each other task `k − 1`, or all its work.
 */
function lateInTurns(
  levels: Levels,
  row: number,
  supply: SupplyFunction,
  quantum: number,
  steps: Steps,
): PeerMiss | null {
  const { cost, period, deadline, jitter, source } = levels.columns;
  const turns = Math.ceil((cost[row] ?? 0) / quantum);
  const first = levels.interfering[row] ?? 0;
  const count = levels.equals[row] ?? 1;
  for (const released of [0, 1]) {
    steps.spend(count);
    let ahead = 0;
    for (let other = first; other < first + count; other++) {
      if (other === row) continue;
      const before = released > 0 || (source[other] ?? 0) < (source[row] ?? 0);
      const jobs = Math.floor((jitter[other] ?? 0) / (period[other] ?? 1)) + 1;
      ahead += Math.min(jobs * (cost[other] ?? 0), (before ? turns : turns - 1) * quantum);
    }
    const end = released - (jitter[row] ?? 0) + (deadline[row] ?? 0);
    const done = completion(levels, row, 1, supply, 0, end, steps, ahead);
    if (done === Number.POSITIVE_INFINITY) return { row, job: 0, due: end, released };
  }
  return null;
}

/** The next instant at which more work of the level comes before a job of the row. */
function nextArrival(
  { columns, interfering, equals }: Levels,
  row: number,
  after: number,
  steps: Steps,
): number {
  const { period, jitter, source } = columns;
  const first = interfering[row] ?? 0;
  const count = equals[row] ?? 1;
  steps.spend(count);
  let next = Number.POSITIVE_INFINITY;
  for (let other = first; other < first + count; other++) {
    const later = (source[other] ?? 0) > (source[row] ?? 0) ? 1 : 0;
    if (after < later) {
      next = Math.min(next, later);
      continue;
    }
    const [T, J] = [period[other] ?? 1, jitter[other] ?? 0];
    next = Math.min(next, (Math.floor((after - later + J) / T) + 1) * T - J + later);
  }
  return next;
}

/**
 * Whether all work that the level requested before an arrival, or 1 ns earlier, is done by then.
 */
function isOver(
  { columns, interfering, equals }: Levels,
  row: number,
  arrival: number,
  supply: SupplyFunction,
  steps: Steps,
): boolean {
  const { cost, period, jitter, blocking } = columns;
  const rows = (interfering[row] ?? 0) + (equals[row] ?? 1);
  return [arrival - 1, arrival].some((time) => {
    steps.spend(rows);
    let asked = blocking[row] ?? 0;
    for (let other = 0; other < rows; other++) {
      const jobs = Math.ceil((time + (jitter[other] ?? 0)) / (period[other] ?? 1));
      asked += jobs * (cost[other] ?? 0);
    }
    return supply.sbf(time) >= asked;
  });
}
