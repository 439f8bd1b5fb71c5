import { taskOwner } from '../columns/run-columns.ts';
import type { Lane } from '../lanes/lane.ts';
import { markersOf } from '../lanes/lane-content.ts';
import { fullName } from '../lanes/layout.ts';
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
 * The histograms of all tasks with an ended job, in the order of their lanes. A response time
 * counts from the nominal release. Those of one task in two runs side by side have the same bins.
 */
export function histograms({ run, lanes }: RunData): readonly Histogram[] {
  const responses = lanes
    .filter(({ kind }) => kind === 'task')
    .map((lane) => ({ lane, times: responseTimes(run, taskOwner(run.names, lane.index)) }));
  const longest = new Map<string, number>();
  for (const { lane, times } of responses) {
    const task = fullName(lane);
    const known = longest.get(task) ?? 0;
    longest.set(task, Math.max(known, deadlineOf(run, lane), largest(times)));
  }
  return responses.flatMap(({ lane, times }) => {
    if (times.length === 0) return [];
    const whole = (longest.get(fullName(lane)) ?? 0) + 1;
    const width = Math.ceil(whole / bins / microsecond) * microsecond;
    const counts = new Array<number>(bins).fill(0);
    for (const time of times) {
      const bin = Math.min(Math.floor(time / width), bins - 1);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    // The letter of its run stands before the name of a lane beside another run's.
    const task = run.first === undefined ? fullName(lane) : lane.label;
    return [{ task, deadline: deadlineOf(run, lane), width, counts }];
  });
}

function deadlineOf({ names }: RunData['run'], { index }: Lane): number {
  return names.tasks[index]?.deadline ?? 0;
}

function largest(times: readonly number[]): number {
  return times.reduce((most, each) => Math.max(most, each), 0);
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
