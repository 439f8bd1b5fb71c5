import { eventKinds, type Trace } from './trace.ts';

/**
 * All jobs of a run, one per row, ordered by task and by number. Times are in ns; NaN marks an
 * instant that the run did not reach.
 */
export interface JobColumns {
  readonly count: number;
  readonly task: Int32Array;
  readonly job: Int32Array;
  /** The nominal release. */
  readonly release: Float64Array;
  readonly deadline: Float64Array;
  readonly start: Float64Array;
  readonly finish: Float64Array;
}

const RELEASE = eventKinds.indexOf('release');
const START = eventKinds.indexOf('start');
const COMPLETE = eventKinds.indexOf('complete');

/** Collects the jobs of a trace from its events, in time linear in their number. */
export function jobsOfTrace({ names, events }: Trace): JobColumns {
  const jobs = new Int32Array(names.tasks.length);
  for (let i = 0; i < events.count; i++) {
    const task = events.task[i] as number;
    if (events.kind[i] === RELEASE) jobs[task] = (jobs[task] as number) + 1;
  }
  const first = new Int32Array(names.tasks.length);
  let count = 0;
  for (let task = 0; task < jobs.length; task++) {
    first[task] = count;
    count += jobs[task] as number;
  }
  const columns = {
    count,
    task: new Int32Array(count),
    job: new Int32Array(count),
    release: new Float64Array(count).fill(NaN),
    deadline: new Float64Array(count).fill(NaN),
    start: new Float64Array(count).fill(NaN),
    finish: new Float64Array(count).fill(NaN),
  };
  for (let i = 0; i < events.count; i++) {
    const task = events.task[i] as number;
    if (task < 0) continue;
    const row = (first[task] as number) + (events.job[i] as number);
    const time = events.time[i] as number;
    if (events.kind[i] === RELEASE) {
      columns.task[row] = task;
      columns.job[row] = events.job[i] as number;
      columns.release[row] = time;
      columns.deadline[row] = time + (names.tasks[task]?.deadline ?? NaN);
    } else if (events.kind[i] === START) columns.start[row] = time;
    else if (events.kind[i] === COMPLETE) columns.finish[row] = time;
  }
  return columns;
}
