import type { UnitSupply } from './edf.ts';
import { commonMultiple, longRun, releases, type UnitTask } from './unit-time.ts';

/**
 * A task under analysis, after a section of `task.blocking` that nothing can preempt, and the tasks
 * that precede it.
 */
export interface UnitLevel {
  readonly task: UnitTask;
  readonly before: readonly UnitTask[];
}

/**
 * The largest response time of a level, run unit by unit; `null` if the backlog grows for ever. The
 * section begins at the gap's start, each task releases its first job after its longest jitter, and
 * all later jobs come without any.
 */
export function worstResponse({ task, before }: UnitLevel, supply: UnitSupply): number | null {
  if (longRun([task, ...before], supply.perFrame, supply.frame) > 0) return null;
  const span = commonMultiple([supply.frame, ...[task, ...before].map((other) => other.period)]);
  const jitter = Math.max(...[task, ...before].map((other) => other.jitter));
  let worst = 0;
  for (const pattern of supply.patterns) {
    const sources = before.map((other) => ({ queue: releases(other), cost: other.cost, next: 0 }));
    for (const source of sources) source.next = source.queue.next().value.at;
    const own = releases(task);
    let ownNext = own.next().value;
    const pending: { nominal: number; left: number }[] = [];
    let urgent = task.blocking;
    let seen = '';
    for (let t = 0; ; t++) {
      if (t >= supply.settled + jitter && t % span === 0) {
        // The run repeats once as much is left to do, and has been for as long, as a span before.
        const state = JSON.stringify([urgent, pending.map((job) => [t - job.nominal, job.left])]);
        if (state === seen) break;
        seen = state;
      }
      for (const source of sources) {
        while (source.next <= t) {
          urgent += source.cost;
          source.next = source.queue.next().value.at;
        }
      }
      while (ownNext.at <= t) {
        pending.push({ nominal: ownNext.nominal, left: task.cost });
        ownNext = own.next().value;
      }
      if (!pattern(t)) continue;
      const job = pending[0];
      if (urgent > 0) {
        urgent--;
      } else if (job !== undefined) {
        job.left--;
        if (job.left === 0) {
          worst = Math.max(worst, t + 1 - job.nominal);
          pending.shift();
        }
      }
    }
  }
  return worst;
}
