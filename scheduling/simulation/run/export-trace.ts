import type { Engine } from '../engine/engine.ts';
import { forEachPending } from '../engine/jobs.ts';
import { namesOf } from '../engine/layout.ts';
import type { LateEvent } from '../engine/recording/event-recorder.ts';
import { eventKinds, type Trace } from '../trace.ts';

const MISS = eventKinds.indexOf('miss');

/**
 * The trace as if the run ended now; `null` if none is kept. Only an unfinished run can be exported
 * again.
 */
export function exportTrace(engine: Engine): Trace | null {
  if (engine.segments === null || engine.events === null) return null;
  const over = engine.now === engine.horizon;
  const interfaces = engine.interfaces?.several() ?? [];
  return {
    version: 1,
    end: engine.now,
    names: namesOf(engine.layout),
    segments: engine.segments.segments(engine.cores, over),
    events: engine.events.events(missesOf(engine), over),
    ...(interfaces.length === 0 ? {} : { interfaces }),
  };
}

/**
 * The misses of a run that keeps its trace, in order of time: the recorded ones, and those of
 * unfinished jobs with a deadline in the past.
 */
export function missesOf(engine: Engine): readonly LateEvent[] {
  const misses = engine.missed.slice();
  for (const task of engine.tasks.slice(0, engine.layout.modelTasks)) {
    forEachPending(engine, task, (job, release) => {
      const time = release + task.deadline;
      if (time <= engine.now) misses.push({ time, kind: MISS, task: task.traced, job });
    });
  }
  return misses.sort((a, b) => a.time - b.time || a.task - b.task || a.job - b.job);
}
