import type { Steps } from '../../arithmetic/steps.ts';
import type { KnownSupply } from '../../supply/known-supply.ts';
import type { JobOfRun } from './play.ts';
import type { RunLoad } from './run-load.ts';

/** A stretch of a run up to a job's deadline. Times are in ns. */
export interface BusyStretch {
  /** The last instant by the job's release with no unfinished job that comes before it. */
  readonly from: number;
  /** For each task with jobs in the stretch that come before the job or are it, their number. */
  readonly jobs: readonly { readonly task: number; readonly count: number }[];
  /** Their work, with what can hold the job up. */
  readonly demand: number;
  readonly supply: number;
}

/** The stretch that decides a job: what comes before it, and what is supplied, until it is due. */
export function busyStretch(
  load: RunLoad,
  supply: KnownSupply,
  job: JobOfRun,
  steps: Steps,
): BusyStretch {
  const before = [...load.cost.keys()].filter(
    (task) => firstAfter(load, task, job) > firstRelease(load, task),
  );
  const from = startOf(load, supply, before, job, steps);
  const jobs = before.flatMap((task) => {
    const count =
      releasesBefore(load, task, firstAfter(load, task, job)) - releasesBefore(load, task, from);
    return count > 0 ? [{ task, count }] : [];
  });
  const work = jobs.reduce((sum, { task, count }) => sum + count * (load.cost[task] as number), 0);
  return {
    from,
    jobs,
    demand: work + (load.blocking[job.task] as number),
    supply: supply.before(job.due) - supply.before(from),
  };
}

/** The last instant by the job's release at which all that comes before it is done. */
function startOf(
  load: RunLoad,
  supply: KnownSupply,
  tasks: readonly number[],
  job: JobOfRun,
  steps: Steps,
): number {
  const next = tasks.map((task) => firstRelease(load, task));
  let from = job.release;
  let given = -1;
  for (;;) {
    steps.spend(tasks.length);
    const release = Math.min(...next);
    if (release > job.release || !Number.isFinite(release)) return from;
    const supplied = supply.before(release);
    if (given <= supplied) {
      from = release;
      given = supplied;
    }
    tasks.forEach((task, index) => {
      if (next[index] !== release) return;
      given += load.cost[task] as number;
      const later = release + (load.period[task] as number);
      next[index] = later < firstAfter(load, task, job) ? later : Number.POSITIVE_INFINITY;
    });
  }
}

function firstRelease({ offset }: RunLoad, task: number): number {
  return offset[task] as number;
}

/** A time such that a job of the task released before it, and before the deadline, comes first. */
function firstAfter(load: RunLoad, task: number, job: JobOfRun): number {
  if (task === job.task) return job.release + 1;
  const { order } = load;
  switch (order.kind) {
    case 'absolute-deadline':
      return job.due - (load.deadline[task] as number) + 1;
    case 'rank': {
      const [own, other] = [order.rank[job.task] as number, order.rank[task] as number];
      if (other > own) return 0;
      return other < own ? job.due : Math.min(job.due, job.release + (task < job.task ? 1 : 0));
    }
    case 'turns':
      return job.due;
  }
}

/** The number of a task's jobs released before an instant. */
function releasesBefore({ offset, period }: RunLoad, task: number, instant: number): number {
  return Math.max(0, Math.ceil((instant - (offset[task] as number)) / (period[task] as number)));
}
