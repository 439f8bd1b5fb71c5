import type { Engine } from '../engine/engine.ts';
import { forEachPending } from '../engine/jobs.ts';
import { namesOf } from '../engine/layout.ts';
import type { LateEvent } from '../engine/recording/event-recorder.ts';
import { eventKinds, type Trace } from '../trace.ts';

const MISS = eventKinds.indexOf('miss');

/**
 * The trace as if the run ended now; `null` where none is kept. Only if the run is not over can
 * there be another one.
 */
export function exportTrace(e: Engine): Trace | null {
  if (e.segments === null || e.events === null) return null;
  const over = e.now === e.horizon;
  return {
    version: 1,
    end: e.now,
    names: namesOf(e.layout),
    segments: e.segments.segments(e.cores, over),
    events: e.events.events(missesOf(e), over),
  };
}

/**
 * The misses of a run that keeps its trace, as they are in time: those that were found, and those
 * of jobs still unfinished whose deadlines have passed.
 */
export function missesOf(e: Engine): readonly LateEvent[] {
  const misses = e.missed.slice();
  for (const task of e.tasks.slice(0, e.layout.modelTasks)) {
    forEachPending(e, task, (job, release) => {
      const time = release + task.deadline;
      if (time <= e.now) misses.push({ time, kind: MISS, task: task.traced, job });
    });
  }
  return misses.sort((a, b) => a.time - b.time || a.task - b.task || a.job - b.job);
}
