import { taskOwner } from '../columns/run-columns.ts';
import { markersOf } from '../lanes/lane-content.ts';
import type { RunData } from '../lanes/run-data.ts';

/**
 * The histogram of a task's response times over equally wide bins `[from, from + width)`, in ns.
 */
export interface Histogram {
  readonly task: string;
  readonly deadline: number;
  readonly width: number;
  readonly counts: readonly number[];
}

const bins = 40;
/** The width of bins is a multiple of this, so that their bounds are readable numbers. */
const microsecond = 1000;

/**
 * The histograms of all tasks with an ended job. A response time counts from the nominal release.
 */
export function histograms({ run }: RunData): readonly Histogram[] {
  return run.names.tasks.flatMap(({ domain, task, deadline }, index) => {
    const owner = taskOwner(run.names, index);
    const responses = responseTimes(run, owner);
    if (responses.length === 0) return [];
    const longest = responses.reduce((most, each) => Math.max(most, each), 0);
    const width = Math.ceil((Math.max(longest, deadline) + 1) / bins / microsecond) * microsecond;
    const counts = new Array<number>(bins).fill(0);
    for (const response of responses) {
      const bin = Math.min(Math.floor(response / width), bins - 1);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return [{ task: `${domain}.${task}`, deadline, width, counts }];
  });
}

/** The response times: each completion less the release of the same job. */
export function responseTimes(run: RunData['run'], owner: number): number[] {
  const { job } = run.events;
  const releases = new Map<number, number>();
  const released = markersOf(run, owner, 'release');
  released.times.forEach((time, at) => {
    releases.set(job[released.rowOf(at)] as number, time);
  });
  const completed = markersOf(run, owner, 'complete');
  return Array.from(completed.times).flatMap((time, at) => {
    const release = releases.get(job[completed.rowOf(at)] as number);
    return release === undefined ? [] : [time - release];
  });
}
