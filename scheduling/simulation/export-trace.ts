import { pushSegment } from './dispatch.ts';
import type { Engine } from './engine.ts';
import { forEachPending } from './jobs.ts';
import { namesOf } from './layout.ts';
import { type LateEvent, SegmentRecorder } from './recorder.ts';
import { NONE } from './tables.ts';
import { type EventColumns, eventKinds, type Trace } from './trace.ts';

const MISS = eventKinds.indexOf('miss');

/** The trace as if the run ended now; `null` where none is kept. The run can go on after it. */
export function exportTrace(e: Engine): Trace | null {
  const { segments, events, missed, cores } = e;
  if (segments === null || events === null || missed === null) return null;
  const open = new SegmentRecorder(e.range);
  for (let core = 0; core < cores.kind.length; core++) {
    const kind = cores.kind[core] as number;
    const start = cores.segmentStart[core] as number;
    if (kind !== NONE && start < e.now) pushSegment(e, open, core, start, kind);
  }
  const misses = allMisses(e, missed.columns([]));
  return {
    version: 1,
    end: e.now,
    names: namesOf(e.layout),
    segments: segments.columns(open),
    events: events.columns(misses),
  };
}

/** Those that were found, and those of jobs still unfinished whose deadlines have passed. */
function allMisses(e: Engine, found: EventColumns): readonly LateEvent[] {
  const misses: LateEvent[] = [];
  for (let i = 0; i < found.count; i++) {
    misses.push({
      time: found.time[i] as number,
      kind: MISS,
      task: found.task[i] as number,
      job: found.job[i] as number,
    });
  }
  for (let task = 0; task < e.layout.modelTasks; task++) {
    const deadline = e.tasks.deadline[task] as number;
    forEachPending(e, task, (job, release) => {
      if (release + deadline <= e.now) misses.push({ time: release + deadline, kind: MISS, task, job });
    });
  }
  return misses.sort((a, b) => a.time - b.time || a.task - b.task || a.job - b.job);
}
