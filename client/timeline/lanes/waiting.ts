import { paint } from '../drawing/look/paint.ts';
import type { Slices } from '../drawing/rows/slices.ts';

/** Stretches of time, sorted and without overlap. */
export type Stretches = Pick<Slices, 'count' | 'start' | 'end'>;

/**
 * The stretches in which a task had a pending job that did not run: `waiting` while its guest had a
 * core (the job waits for another task), `starved` while it had none (the job waits for supply).
 * Jobs are sorted by release; `end` is the end of the run.
 */
export function waitingSlices(
  jobs: readonly PendingJob[],
  ran: Stretches,
  supplied: Stretches,
  end: number,
): Slices {
  const starts: number[] = [];
  const ends: number[] = [];
  const paints: number[] = [];
  const add = (from: number, to: number, color: number) => {
    if (from >= to) return;
    starts.push(from);
    ends.push(to);
    paints.push(color);
  };
  let supply = 0;
  const split = (from: number, to: number) => {
    let time = from;
    while (supply < supplied.count && (supplied.end[supply] as number) <= time) supply++;
    for (let at = supply; at < supplied.count && time < to; at++) {
      const begin = Math.max(supplied.start[at] as number, time);
      if (begin >= to) break;
      const finish = Math.min(supplied.end[at] as number, to);
      add(time, begin, paint.starved);
      add(begin, finish, paint.waiting);
      time = Math.max(time, finish);
    }
    add(time, to, paint.starved);
  };
  let run = 0;
  for (const [from, to] of pendingStretches(jobs, end)) {
    let time = from;
    while (run < ran.count && (ran.start[run] as number) < to) {
      split(time, Math.max(time, Math.min(ran.start[run] as number, to)));
      time = Math.max(time, ran.end[run] as number);
      if ((ran.end[run] as number) > to) break;
      run++;
    }
    split(time, to);
  }
  return {
    count: starts.length,
    start: Float64Array.from(starts),
    end: Float64Array.from(ends),
    paint: Uint8Array.from(paints),
  };
}

/**
 * A job is pending from its release until it is complete or dropped; `null` means the end of the
 * run.
 */
export interface PendingJob {
  readonly release: number;
  readonly until: number | null;
}

/** The stretches with at least one pending job. */
function* pendingStretches(
  jobs: readonly PendingJob[],
  end: number,
): Generator<readonly [from: number, to: number]> {
  let from = 0;
  let to = -1;
  for (const { release, until } of jobs) {
    if (release > to) {
      if (to >= 0) yield [from, to];
      from = release;
    }
    to = Math.max(to, until ?? end);
  }
  if (to >= 0) yield [from, to];
}
