import { paint } from '../drawing/look/paint.ts';
import type { Slices } from '../drawing/rows/slices.ts';

/** Stretches in order of time and without overlap. */
export type Stretches = Pick<Slices, 'count' | 'start' | 'end'>;

/**
 * When a task had a job that was released and not complete, and did not run: `waiting` while its
 * guest had a core (it waits for another task), `starved` while it had none (it waits for supply).
 * Jobs are in order of release; `end` is the end of the run.
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
 * From its release a job is pending until it is complete or dropped; `null`: until the end of the
 * run.
 */
export interface PendingJob {
  readonly release: number;
  readonly until: number | null;
}

/** When at least one job was pending. */
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
