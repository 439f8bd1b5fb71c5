import type { ImpossibleValue } from '../messages/formats/trace-file.ts';
import { eventKinds, segmentKinds, type Trace } from '../scheduling/simulation/trace.ts';

type Column = { readonly length: number; readonly [row: number]: number };

/** The first kind of impossible value in a trace; `null` where there is none. */
export function impossibleIn({ names, segments, events, end }: Trace): ImpossibleValue | null {
  const { machines, pools, cores, vcpus, tasks } = names;
  const known =
    (pools === undefined || pools.length === machines.length) &&
    cores.every(({ machine }) => machine < machines.length) &&
    vcpus.every(({ machine, core }) => machine < machines.length && core < cores.length) &&
    tasks.every(({ vcpu }) => vcpu < vcpus.length);
  if (!known) return 'names';
  const { core, vcpu, task, job, kind } = segments;
  const indices =
    within(core, 0, cores.length - 1) &&
    within(segments.kind, 0, segmentKinds.length - 1) &&
    within(events.kind, 0, eventKinds.length - 1) &&
    within(events.core, -1, cores.length - 1) &&
    [vcpu, events.vcpu].every((column) => within(column, -1, vcpus.length - 1)) &&
    [task, events.task].every((column) => within(column, -1, tasks.length - 1)) &&
    [job, events.job].every((column) => within(column, -1, 0x7fff_ffff));
  if (!indices) return 'indices';
  const lengths =
    [segments.end, core, vcpu, task, job, kind].every(({ length }) => length === segments.count) &&
    [events.kind, events.core, events.vcpu, events.task, events.job].every(
      ({ length }) => length === events.count,
    );
  if (!lengths) return 'lengths';
  if (!isOrdered(segments.end, end) || !isOrdered(events.time, end)) return 'times';
  return segmentsFollow(segments.start, segments.end, core, cores.length) &&
    eventsHaveOwners(events)
    ? null
    : 'events';
}

function within(column: Column, least: number, most: number): boolean {
  for (let row = 0; row < column.length; row++) {
    const value = column[row] as number;
    if (value < least || value > most) return false;
  }
  return true;
}

/** Times are whole, never go back, and lie between 0 and `end`. */
function isOrdered(times: Column, end: number): boolean {
  let last = 0;
  for (let row = 0; row < times.length; row++) {
    const time = times[row] as number;
    if (!Number.isSafeInteger(time) || time < last || time > end) return false;
    last = time;
  }
  return true;
}

/** A core does one thing at a time. */
function segmentsFollow(starts: Column, ends: Column, core: Column, cores: number): boolean {
  const busyUntil = new Float64Array(cores);
  for (let row = 0; row < starts.length; row++) {
    const start = starts[row] as number;
    const on = core[row] as number;
    const end = ends[row] as number;
    if (!Number.isSafeInteger(start) || start < (busyUntil[on] as number) || start > end)
      return false;
    busyUntil[on] = end;
  }
  return true;
}

const ofTasks = ['release', 'start', 'preempt', 'resume', 'complete'];
const ofVcpus = ['replenish', 'exhaust', 'migrate'];

/** An event of a job names its task, an event of a VCPU that VCPU; a miss is of either. */
function eventsHaveOwners({ kind, task, vcpu, job, count }: Trace['events']): boolean {
  for (let row = 0; row < count; row++) {
    const what = eventKinds[kind[row] as number] as string;
    const hasJob = (task[row] as number) >= 0 && (job[row] as number) >= 0;
    const hasVcpu = (vcpu[row] as number) >= 0;
    if (ofTasks.includes(what) && !hasJob) return false;
    if (ofVcpus.includes(what) && !hasVcpu) return false;
    if (what === 'miss' && !hasJob && ((task[row] as number) >= 0 || !hasVcpu)) return false;
  }
  return true;
}
