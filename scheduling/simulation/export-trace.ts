import { pushSegment } from './dispatch.ts';
import type { Engine } from './engine.ts';
import { forEachPending } from './jobs.ts';
import { namesOf } from './layout.ts';
import { type LateEvent, SegmentRecorder } from './recorder.ts';
import { eventKinds, type Trace } from './trace.ts';

const MISS = eventKinds.indexOf('miss');

/** The trace as if the run ended now; `null` where none is kept. The run can go on after it. */
export function exportTrace(e: Engine): Trace | null {
  const { segments, events, cores } = e;
  if (segments === null || events === null) return null;
  const open = new SegmentRecorder(e.range);
  for (const core of cores) pushSegment(e, open, core);
  return {
    version: 1,
    end: e.now,
    names: namesOf(e.layout),
    segments: segments.columns(open),
    events: events.columns(missesOf(e)),
  };
}

/**
 * The misses of a run that keeps its trace, as they are in time: those that were found, and those of jobs still unfinished
 * whose deadlines have passed.
 */
export function missesOf(e: Engine): readonly LateEvent[] {
  const misses: LateEvent[] = [];
  const found = e.missed?.columns([]);
  for (let i = 0; found !== undefined && i < found.count; i++) {
    misses.push({
      time: found.time[i] as number,
      kind: MISS,
      task: found.task[i] as number,
      job: found.job[i] as number,
    });
  }
  for (const task of e.tasks.slice(0, e.layout.modelTasks)) {
    forEachPending(e, task, (job, release) => {
      const time = release + task.deadline;
      if (time <= e.now) misses.push({ time, kind: MISS, task: task.traced, job });
    });
  }
  return misses.sort((a, b) => a.time - b.time || a.task - b.task || a.job - b.job);
}
